import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Database } from './database';

/** The migrations' port on an embedded PostgreSQL. */
export function pgliteDatabase(pglite: PGlite): Database {
  return {
    transaction: (work) =>
      pglite.transaction((transaction: Transaction) =>
        work(async (sql, parameters) => {
          const { rows } = await transaction.query<(string | number | boolean | null)[]>(
            sql,
            [...(parameters ?? [])],
            {
              rowMode: 'array',
            },
          );
          return rows.map((row) => row.map((value) => (value === null ? null : String(value))));
        }),
      ),
  };
}
