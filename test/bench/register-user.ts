import { randomUUID } from 'node:crypto';
import { findServerBinaries } from 'local-cloud/testing/postgres-binaries';
import type { Engine, Session } from '../db/engine';
import { deploy } from '../db/on-every-database';
import { pgliteEngine } from '../db/pglite-engine';
import { register } from '../db/registering';
import { serverEngine } from '../db/server-engine';
import { inParallel, median, rate, timed, type Figure } from './measure';
import { seeding } from './seed';

const CALLS = 300;
const ROUNDS = 5;
const BARE = `INSERT INTO users (id, cognito_id, email, name) VALUES ($1, $1, $2, 'Ann')
  ON CONFLICT (id) DO UPDATE SET email = excluded.email`;

/** `register_user` beside the statement that it comes down to, in one session, without the Data API. A server only where one is installed. */
export async function benchRegisterUser(users = 1_000_000): Promise<Figure[]> {
  const given = process.env.DATABASE_URL ?? findServerBinaries();
  const hasServer = typeof given !== 'string' || given.startsWith('postgres');
  return [
    ...(await onEngine('PGlite', pgliteEngine())),
    ...(hasServer ? await onEngine('PostgreSQL', serverEngine(given), users) : []),
  ];
}

async function onEngine(name: string, engine: Engine, users = 0): Promise<Figure[]> {
  await engine.start();
  try {
    const database = await engine.create();
    await deploy(database);
    const workflow = await database.connect('registration_workflow');
    const figures = await beside(name, database, workflow);
    for (const sql of users > 0 ? [...seeding(0, users), 'ANALYZE'] : []) await database.query(sql);
    const many = `${name} with ${users.toLocaleString('en')} users`;
    if (users > 0) figures.push(...(await beside(many, database, workflow)));
    await database.close();
    return figures;
  } finally {
    await engine.stop();
  }
}

/** In turns, so that a noisy moment hits both; the first round plans the statements. */
async function beside(where: string, owner: Session, workflow: Session): Promise<Figure[]> {
  const kinds = {
    [`register_user on ${where}`]: (id: string) =>
      register(workflow, { envelope_id: id, cognito_id: id, user_id: id, email: `${id}@example.org` }),
    [`the bare statement on ${where}`]: (id: string) => owner.query(BARE, [id, `${id}@example.org`]),
  };
  const times = new Map(Object.keys(kinds).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, call] of Object.entries(kinds)) {
      const ms = await timed(() => inParallel(CALLS, 1, () => call(randomUUID())));
      if (round > 0) times.get(name)?.push(ms);
    }
  return [...times].map(([name, each]) => rate(name, CALLS, median(each), 'users'));
}
