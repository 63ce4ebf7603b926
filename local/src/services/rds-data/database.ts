/** A statement as PostgreSQL's wire protocol takes it: values as text, their types by OID (0 lets the server infer). */
export interface Statement {
  readonly text: string;
  readonly types: readonly number[];
  readonly values: readonly (string | null)[];
}

export interface ResultColumn {
  readonly name: string;
  /** OID of the table and number of its column, or 0 for an expression. */
  readonly tableID: number;
  readonly columnID: number;
  readonly dataTypeID: number;
  readonly dataTypeModifier: number;
}

export interface ResultSet {
  /** Missing when the statement returns no rows by its nature. */
  readonly fields?: readonly ResultColumn[];
  /** Values in PostgreSQL's text format. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Command tag, such as `INSERT 0 1`. */
  readonly command: string;
}

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** One session, logged in as a database role. Rejects with `DatabaseError`. */
export interface Session {
  run(statement: Statement): Promise<ResultSet>;
  /** Stops the running statement, if the engine can. */
  cancel(): Promise<void>;
  /** Gives the session back; whatever it left open (a transaction, a setting, a temporary table) is undone. */
  release(): void;
}

/** What a cluster needs to exist in the engine. */
export interface Provision {
  readonly database: string;
  readonly masterUsername: string;
  readonly masterPassword: string;
}

/** PostgreSQL, embedded or a server. */
export interface Database {
  provision(cluster: Provision): Promise<void>;
  /** Logs in for real: a wrong password is refused as PostgreSQL refuses it. Rejects with the signal's reason if it aborts first. */
  connect(login: Login, signal?: AbortSignal): Promise<Session>;
  close(): Promise<void>;
}

export function statement(text: string): Statement {
  return { text, types: [], values: [] };
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteLiteral(value: string): string {
  const quoted = `'${value.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return value.includes('\\') ? ` E${quoted}` : quoted;
}
