import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Database, Execute } from './database';

/** The migrations' port on an embedded PostgreSQL. */
export function pgliteDatabase(pglite: PGlite): Database {
  return {
    transaction: (work) => pglite.transaction((transaction: Transaction) => work(executeIn(transaction))),
    alone: executeIn(pglite),
  };
}

function executeIn(session: Pick<Transaction, 'query'>): Execute {
  return async (sql, parameters = []) => {
    const { rows } = await session.query<(string | number | boolean | null)[]>(sql, [...parameters], {
      rowMode: 'array',
    });
    return rows.map((row) => row.map((value) => (value === null ? null : String(value))));
  };
}
