/** Runs one statement with parameters `$1`, `$2` … and answers its rows, each an array of texts. */
export type Execute = (sql: string, parameters?: readonly string[]) => Promise<(string | null)[][]>;

/** What the migrations need of a database, whether it is reached by the Data API or by a driver. */
export interface Database {
  /**
   * Runs the work in one transaction: committed when it resolves, rolled back when it rejects. The work may run again from
   * its beginning when the connection was lost, so it must look at the database before it changes it.
   */
  transaction<Result>(work: (execute: Execute) => Promise<Result>): Promise<Result>;
  /**
   * Runs one statement by itself, as `CREATE INDEX CONCURRENTLY` needs it. It may run twice when the connection was lost. One
   * that takes longer than the connection waits goes on all the same, and rejects with an error named `StatementTimeoutException`.
   */
  readonly alone: Execute;
}
