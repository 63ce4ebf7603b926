import { AwsError } from '../../kernel/aws-error';
import { Pool, type PoolClient } from 'pg';
import {
  quoteIdentifier,
  quoteLiteral,
  type Database,
  type Login,
  type Provision,
  type Session,
} from './database';
import { DatabaseError, type PostgresError } from './database-error';
import { provisionMaster } from './master-role';
import { resetSession } from './reset-session';
import { WireQuery } from './wire-query';

const sessionsPerRole = 20;

/**
 * A real PostgreSQL server: one pool a role, each logged in as that role. The URL's own role sets clusters up and needs the
 * rights of a superuser, or to create databases and roles.
 */
export class PostgresDatabase implements Database {
  private readonly pools = new Map<string, Pool>();
  private readonly owner: Pool;

  constructor(private readonly url: string) {
    this.owner = quiet(new Pool({ connectionString: url, max: 2, allowExitOnIdle: true }));
  }

  async provision(cluster: Provision): Promise<void> {
    const { database } = cluster;
    const found = await this.owner.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!found.rowCount) await this.owner.query(`CREATE DATABASE ${quoteIdentifier(database)}`);
    await provisionMaster(async (sql) => this.asOwner(sql), cluster);
  }

  async connect(login: Login): Promise<Session> {
    try {
      return this.session(await this.pool(login).connect());
    } catch (error) {
      throw databaseError(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.owner, ...this.pools.values()].map((pool) => pool.end()));
  }

  private async asOwner(sql: string) {
    const { rows } = await this.owner.query<unknown[]>({ text: sql, rowMode: 'array' });
    return { rows: rows as (string | null)[][], command: '' };
  }

  private pool({ user, password, database }: Login): Pool {
    const key = JSON.stringify([user, password, database]);
    const pool = this.pools.get(key) ?? quiet(new Pool(this.settings(user, password, database)));
    this.pools.set(key, pool);
    return pool;
  }

  private settings(user: string, password: string, database: string) {
    const { hostname, port, searchParams } = new URL(this.url);
    return {
      host: searchParams.get('host') ?? decodeURIComponent(hostname),
      port: Number(port || 5432),
      user,
      password,
      database,
      options: '-c TimeZone=UTC',
      max: sessionsPerRole,
      allowExitOnIdle: true,
    };
  }

  private session(client: PoolClient): Session {
    // The pool listens only to the connections that nobody has; one that breaks in use must not end the process either.
    let broken: Error | undefined;
    const note = (error: Error) => void (broken = error);
    client.on('error', note);
    const giveBack = (error?: Error) => {
      client.off('error', note);
      client.release(error ?? broken);
    };
    return {
      run: (statement) =>
        new Promise((resolve, reject) => {
          client.query(new WireQuery(statement, resolve, (error) => reject(databaseError(error))));
        }),
      cancel: async () => {
        const { processID } = client as unknown as { processID: number };
        await this.owner.query(`SELECT pg_cancel_backend(${quoteLiteral(String(processID))}::int)`);
      },
      release: () => {
        client.query(resetSession()).then(() => giveBack(), giveBack);
      },
    };
  }
}

/** A pool whose idle connections may break without ending the process. */
function quiet(pool: Pool): Pool {
  pool.on('error', () => undefined);
  return pool;
}

/** What is no answer of PostgreSQL is the want of one. (RDS Data API reference, Errors of ExecuteStatement) */
function databaseError(error: unknown): Error {
  const report = error as PostgresError & Error;
  if (report.code && report.severity) return new DatabaseError(report);
  return new AwsError(
    'DatabaseUnavailableException',
    `The database is not available: ${reasonOf(report)}`,
    504,
  );
}

/** The reason of a refused connection to several addresses stands in its parts. */
function reasonOf(error: Error): string {
  const [first = error] = error instanceof AggregateError ? (error.errors as Error[]) : [];
  return first.message;
}
