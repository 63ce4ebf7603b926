import type { Database } from '../../db/database';

export type Row = Record<string, unknown>;

/** One session. */
export interface Session {
  query(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** The port of the migrations. */
  readonly port: Database;
}

/** A database of its own for a test, in the session of its owner, who is no superuser (as on Aurora). */
export interface TestDatabase extends Session {
  /** Another session: as the owner, or as a login of ours. On PGlite it is the same session, so await one at a time. */
  connect(login?: 'registration_workflow' | 'registration_reader'): Promise<Session>;
  close(): Promise<void>;
}

/** Something that can make databases. */
export interface Engine {
  start(): Promise<void>;
  /** A database with nothing in it. */
  create(): Promise<TestDatabase>;
  stop(): Promise<void>;
}

/** The password that tests give to the logins; quotes and backslashes must survive. */
export const WORKFLOW_PASSWORD = `it's \\ a "secret" $1 %L`;
