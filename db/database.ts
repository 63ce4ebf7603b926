/** Runs one statement with parameters `$1`, `$2` … and answers its rows, each an array of texts. */
export type Execute = (sql: string, parameters?: readonly string[]) => Promise<(string | null)[][]>;

/** What the migrations need of a database, whether it is reached by the Data API or by a driver. */
export interface Database {
  /**
   * Runs the work in one transaction: committed when it resolves, rolled back when it rejects. The work may run again from
   * its beginning when the connection was lost, so it must look at the database before it changes it.
   */
  transaction<Result>(work: (execute: Execute) => Promise<Result>): Promise<Result>;
}
