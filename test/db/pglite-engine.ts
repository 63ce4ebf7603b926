import type { Engine, Session, TestDatabase } from './engine';
import { pgliteSnapshot } from './pglite-snapshot';
import { PGliteThread } from './pglite-thread';
import { sessionDatabase } from './session-database';

/** Embedded PostgreSQL: one instance for a test file, emptied for each database. */
export function pgliteEngine(): Engine {
  let pglite: PGliteThread;
  return {
    start: async () => {
      pglite = new PGliteThread(await pgliteSnapshot());
      await pglite.exec(`CREATE ROLE owner CREATEROLE; ALTER DATABASE postgres OWNER TO owner`);
    },
    create: async () => {
      await pglite.exec(EMPTY);
      return testDatabase(pglite);
    },
    stop: () => pglite.close(),
  };
}

const EMPTY = `
  ROLLBACK;
  SET SESSION AUTHORIZATION postgres;
  DROP SCHEMA IF EXISTS user_registration CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC;
  GRANT TEMPORARY ON DATABASE postgres TO PUBLIC;
  DO $$ DECLARE login text; BEGIN
    FOR login IN SELECT rolname FROM pg_roles WHERE rolname IN ('registration_workflow', 'registration_reader') LOOP
      EXECUTE format('DROP OWNED BY %1$I; DROP ROLE %1$I', login);
    END LOOP;
  END $$;
  SET SESSION AUTHORIZATION owner;
  SET search_path = public, user_registration`;

function testDatabase(pglite: PGliteThread): TestDatabase {
  let present = 'owner';
  const become = async (role: string) => {
    if (role !== present) await pglite.exec(`SET SESSION AUTHORIZATION ${role}`);
    present = role;
  };
  const session = (role: string): Session => ({
    query: async (sql, parameters) => {
      await become(role);
      return (await pglite.query(sql, parameters)).rows;
    },
    port: sessionDatabase(async (sql, parameters) => {
      await become(role);
      return (await pglite.query<unknown[]>(sql, parameters, 'array')).rows;
    }),
  });
  return { ...session('owner'), connect: async (login) => session(login ?? 'owner'), close: async () => {} };
}
