import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  RollbackTransactionCommand,
  type Field,
  type RDSDataClient,
} from '@aws-sdk/client-rds-data';
import type { Database, Execute } from './database';
import { untilAwake, type Patience } from './until-awake';

/** Which database the Data API is to reach, and as whom. */
export interface DataApiTarget {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database: string;
}

/**
 * The migrations' port on the Data API, which waits for a cluster that is still waking up. For Aurora PostgreSQL, DDL in a
 * transaction rolls back with it: only for Aurora MySQL does it commit implicitly ("BeginTransaction", API reference). A
 * statement that takes longer than 45 s is cancelled and rolled back; one that runs alone goes on ("Controlling Data API timeout
 * behavior", Aurora User Guide), for an index of a large table may take longer.
 */
export function dataApiDatabase(client: RDSDataClient, target: DataApiTarget, patience: Patience): Database {
  return {
    transaction: (work) => untilAwake(patience, () => runTransaction(client, target, work)),
    alone: (sql, parameters) =>
      untilAwake(patience, () => run(client, { ...target, continueAfterTimeout: true }, sql, parameters)),
  };
}

async function runTransaction<Result>(
  client: RDSDataClient,
  target: DataApiTarget,
  work: (execute: Execute) => Promise<Result>,
): Promise<Result> {
  const { transactionId } = await client.send(new BeginTransactionCommand(target));
  const { resourceArn, secretArn } = target;
  try {
    const result = await work((sql, parameters) =>
      run(client, { ...target, transactionId }, sql, parameters),
    );
    await client.send(new CommitTransactionCommand({ resourceArn, secretArn, transactionId }));
    return result;
  } catch (error) {
    // The first error is the one to report; a transaction that nobody ends is rolled back after three minutes.
    await client
      .send(new RollbackTransactionCommand({ resourceArn, secretArn, transactionId }))
      .catch(() => undefined);
    throw error;
  }
}

async function run(
  client: RDSDataClient,
  target: DataApiTarget & { readonly transactionId?: string; readonly continueAfterTimeout?: boolean },
  sql: string,
  parameters: readonly string[] = [],
): Promise<(string | null)[][]> {
  const { records } = await client.send(
    new ExecuteStatementCommand({
      ...target,
      sql: parameters.length > 0 ? sql.replace(/\$(\d+)/g, ':p$1') : sql,
      parameters: parameters.map((value, index) => ({
        name: `p${index + 1}`,
        value: { stringValue: value },
      })),
    }),
  );
  return (records ?? []).map((record) => record.map(textOf));
}

function textOf(field: Field): string | null {
  const value = field.stringValue ?? field.longValue ?? field.booleanValue ?? field.doubleValue;
  return value === undefined ? null : String(value);
}
