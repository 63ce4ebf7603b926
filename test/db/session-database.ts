import type { Database } from '../../db/database';

/** Runs one statement and answers its rows as arrays. */
export type RunRows = (sql: string, parameters: unknown[]) => Promise<unknown[][]>;

/** The migrations' port on one session. */
export function sessionDatabase(run: RunRows): Database {
  const execute = async (sql: string, parameters: readonly string[] = []) => {
    const rows = await run(sql, [...parameters]);
    return rows.map((row) =>
      row.map((value) => (value === null ? null : String(value as string | number | boolean))),
    );
  };
  return {
    alone: execute,
    transaction: async (work) => {
      await run('BEGIN', []);
      try {
        const result = await work(execute);
        await run('COMMIT', []);
        return result;
      } catch (error) {
        await run('ROLLBACK', []);
        throw error;
      }
    },
  };
}
