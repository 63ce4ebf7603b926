import { performance } from 'node:perf_hooks';
import type { Session, TestDatabase } from './engine';
import { deploy, onServer } from './on-every-database';
import { asked, register } from './registering';

/** 2,000,000 by hand: `ROWS=2000000 npx jest --selectProjects product --testPathPatterns beside-others`. */
const ROWS = Number(process.env.ROWS ?? 20_000);
/** What nobody may wait, in ms; beside many rows on a busy laptop the statements themselves take a part of it. */
const LONGEST = 1_000;

/** Applications that read and write users while these are adopted, and all else in their database. */
onServer((engine) => {
  const names = { usersTable: 'shop.users', isOurCluster: false };
  let database: TestDatabase;
  beforeAll(async () => {
    database = await engine.create();
    for (const sql of SHOP) await database.query(sql);
  }, 600_000);
  afterAll(() => database.close());

  it('go on the whole time, and wait for nothing as long as a second', async () => {
    const before = await rightsOfOthers(database);
    const updatedBefore = await database.query(
      `SELECT max(updated_at)::text AS at FROM shop.users WHERE id LIKE 'old-%'`,
    );
    const isOver = { value: false };
    const others = [writer, updater, reader].map(async (work) => work(await database.connect(), isOver));

    await deploy(database, names);
    isOver.value = true;
    const waits = await Promise.all(others);

    console.info(
      `${ROWS} rows: longest wait of a writer, an updater and a reader, in ms: ${waits.map(Math.round).join(', ')}`,
    );
    expect(Math.max(...waits)).toBeLessThan(LONGEST);
    expect(await rightsOfOthers(database)).toEqual(before);
    expect(
      await database.query(
        `SELECT max(updated_at)::text AS at FROM shop.users WHERE id LIKE 'old-%' AND name IS NULL`,
      ),
    ).toEqual(updatedBefore);
    expect(
      await database.query(
        'SELECT count(*)::int AS odd FROM shop.users WHERE cognito_id IS NULL OR email <> lower(email)',
      ),
    ).toEqual([{ odd: 0 }]);
    const workflow = await database.connect('registration_workflow');
    const linked = await register(workflow, {
      email: 'User-7@example.org',
      asked: asked({ email: 'user-7@example.org' }),
    });
    expect(linked).toMatchObject({ operation: 'linked', user: { id: 'old-00000007' } });
  }, 1_800_000);

  it('does the same again without reading a row', async () => {
    const started = performance.now();

    await deploy(database, names);

    expect(performance.now() - started).toBeLessThan(5_000);
  }, 60_000);
});

const SHOP = [
  'CREATE SCHEMA shop',
  `CREATE TABLE shop.users (id varchar(36) PRIMARY KEY, email varchar(255) NOT NULL, name varchar(255), created_at timestamptz,
     updated_at timestamptz)`,
  `INSERT INTO shop.users SELECT 'old-' || lpad(n::text, 8, '0'), 'User-' || n || '@example.org', NULL, '2020-01-01Z', '2021-01-01Z'
     FROM generate_series(1, ${ROWS}) AS n`,
  'CREATE TABLE shop.orders (id serial PRIMARY KEY, user_id varchar(36) REFERENCES shop.users)',
  'CREATE TABLE public.notes (body text)',
  'GRANT SELECT ON shop.users TO PUBLIC',
  `CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$`,
  'CREATE TRIGGER touch BEFORE UPDATE ON shop.users FOR EACH ROW EXECUTE FUNCTION shop.touch()',
  'CREATE VIEW shop.names AS SELECT id, name FROM shop.users',
  'ANALYZE shop.users',
];

type Work = (session: Session, isOver: { readonly value: boolean }) => Promise<number>;

/** Does something again and again, and answers how long it took at most, in ms. */
async function longest(
  session: Session,
  isOver: { readonly value: boolean },
  sql: (n: number) => string,
): Promise<number> {
  let most = 0;
  for (let n = 0; !isOver.value; n++) {
    const started = performance.now();
    await session.query(sql(n));
    most = Math.max(most, performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return most;
}

const writer: Work = (session, isOver) =>
  longest(
    session,
    isOver,
    (n) =>
      `INSERT INTO shop.users (id, email, name, created_at, updated_at) VALUES ('new-${n}', 'New-${n}@Example.org', 'New', now(), now())`,
  );
const updater: Work = (session, isOver) =>
  longest(
    session,
    isOver,
    (n) =>
      `UPDATE shop.users SET name = 'n${n}' WHERE id = 'old-${String((n * 7919) % ROWS || 1).padStart(8, '0')}'`,
  );
const reader: Work = (session, isOver) =>
  longest(
    session,
    isOver,
    (n) =>
      `SELECT id, email FROM shop.users WHERE id = 'old-${String((n * 104_729) % ROWS || 1).padStart(8, '0')}'`,
  );

/** Rights, owners, definitions and settings of all that is not ours, of the other roles and of the database. */
async function rightsOfOthers(database: TestDatabase): Promise<unknown> {
  return [
    await database.query(`SELECT n.nspname, n.nspacl::text, c.relname, c.relkind, c.relacl::text, c.relowner FROM pg_namespace AS n
      LEFT JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname NOT LIKE 'users%'
     WHERE n.nspname IN ('shop', 'public') ORDER BY 1, 3`),
    await database.query(
      `SELECT relacl::text, relowner, relrowsecurity FROM pg_class WHERE oid = 'shop.users'::regclass`,
    ),
    await database.query(
      `SELECT proname, proacl::text, prosrc FROM pg_proc WHERE pronamespace IN ('shop'::regnamespace, 'public'::regnamespace) ORDER BY 1`,
    ),
    await database.query(
      `SELECT pg_get_viewdef('shop.names'::regclass), pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'touch'`,
    ),
    await database.query(
      `SELECT rolname, rolsuper, rolcreaterole, rolconfig FROM pg_roles WHERE rolname <> 'registration_workflow' ORDER BY 1`,
    ),
    await database.query(`SELECT datacl::text FROM pg_database WHERE datname = current_database() AND datacl IS NOT NULL
      AND EXISTS (SELECT FROM aclexplode(datacl) AS g WHERE g.grantee <> 0 AND pg_get_userbyid(g.grantee) NOT IN ('registration_workflow', pg_get_userbyid(datdba)))`),
  ];
}
