import { Client, type ClientConfig } from 'pg';
import { WORKFLOW_PASSWORD, type Engine, type Row, type Session, type TestDatabase } from './engine';
import { startServer, type Server } from 'local-cloud/testing/postgres-server';
import type { ServerBinaries } from 'local-cloud/testing/postgres-binaries';
import { sessionDatabase } from './session-database';

const OWNER_PASSWORD = 'of the owner';

/** A real server: the one behind a URL (of a superuser), or one of its own. */
export function serverEngine(given: string | ServerBinaries): Engine {
  let server: Server;
  let databases = 0;
  return {
    start: async () => {
      server =
        typeof given === 'string'
          ? { admin: { connectionString: given }, stop: async () => {} }
          : await startServer(given);
      await asAdmin(server, [
        `DO $$ BEGIN CREATE ROLE registration_test_owner; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
        `ALTER ROLE registration_test_owner LOGIN CREATEROLE PASSWORD '${OWNER_PASSWORD}'`,
        'ALTER ROLE registration_test_owner SET search_path = public, user_registration',
      ]);
    },
    create: async () => {
      const name = `registration_test_${process.pid}_${++databases}`;
      await asAdmin(server, [`CREATE DATABASE ${name} OWNER registration_test_owner`]);
      return testDatabase(server, name);
    },
    stop: () => server.stop(),
  };
}

async function testDatabase(server: Server, name: string): Promise<TestDatabase> {
  const clients: Client[] = [];
  const logIn = async (user: string, password: string) => {
    const client = new Client({ ...withoutUrl(server.admin), user, password, database: name });
    await client.connect();
    clients.push(client);
    return client;
  };
  const owner = await logIn('registration_test_owner', OWNER_PASSWORD);
  return {
    ...session(owner),
    connect: async (login) =>
      session(
        login
          ? await logIn(login, WORKFLOW_PASSWORD)
          : await logIn('registration_test_owner', OWNER_PASSWORD),
      ),
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
      await asAdmin(server, [`DROP DATABASE ${name} WITH (FORCE)`]);
    },
  };
}

function session(client: Client): Session {
  return {
    query: async (sql, parameters) => (await client.query<Row>(sql, [...(parameters ?? [])])).rows,
    port: sessionDatabase(
      async (text, values) => (await client.query<unknown[]>({ text, values, rowMode: 'array' })).rows,
    ),
  };
}

async function asAdmin(server: Server, statements: readonly string[]): Promise<void> {
  const client = new Client(server.admin);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** A URL wins over the single members, so it is taken apart. */
function withoutUrl({ connectionString, ...config }: ClientConfig): ClientConfig {
  if (!connectionString) return config;
  const { hostname, port } = new URL(connectionString);
  return { host: hostname, port: Number(port || 5432) };
}
