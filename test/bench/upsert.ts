import { PGlite } from '@electric-sql/pglite';
import { randomUUID } from 'node:crypto';
import type { LocalCloud } from 'local-cloud';
import { inParallel, rate, timed, type Figure } from './measure';

/** Upserts a second: `register_user` through the Data API, beside a plain INSERT on the bare embedded database. */
export async function benchUpsert(cloud: LocalCloud, count = 1000): Promise<Figure[]> {
  const { outputs, gateway } = cloud;
  const register = () => {
    const id = randomUUID();
    const registration = {
      envelope_id: id,
      occurred_at: new Date().toISOString(),
      user_id: id,
      cognito_id: id,
      email: `${id}@example.com`,
      email_verified: true,
      identity_provider: 'cognito',
    };
    const input = {
      resourceArn: outputs.DatabaseClusterArn,
      secretArn: outputs.DatabaseSecretArn,
      database: outputs.DatabaseName,
      sql: 'SELECT user_registration.register_user(CAST(:registration AS jsonb))::text',
      parameters: [{ name: 'registration', value: { stringValue: JSON.stringify(registration) } }],
    };
    return gateway.call('rds-data', 'ExecuteStatement', input, { caller: 'bench' });
  };
  await register();
  const throughDataApi = await timed(() => inParallel(count, 10, register));
  return [
    rate('register_user through the Data API', count, throughDataApi, 'upserts'),
    rate('plain INSERT on the bare database', count, await bareDatabase(count), 'upserts'),
  ];
}

async function bareDatabase(count: number): Promise<number> {
  const database = await PGlite.create();
  await database.exec('CREATE TABLE users (id varchar(36) PRIMARY KEY, email varchar(255) UNIQUE NOT NULL)');
  const insert = 'INSERT INTO users VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET email = excluded.email';
  const ms = await timed(() =>
    inParallel(count, 10, async () => {
      const id = randomUUID();
      await database.query(insert, [id, `${id}@example.com`]);
    }),
  );
  await database.close();
  return ms;
}
