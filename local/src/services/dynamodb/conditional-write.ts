import { AwsError } from '../../kernel/aws-error';
import type { SortedMap } from './sorted-map';
import type { DynaliteOperation, Tables } from './tables';

interface WriteInput {
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/**
 * PutItem, UpdateItem or DeleteItem with `ReturnValuesOnConditionCheckFailure`: when the condition fails, ALL_OLD adds the
 * item that failed it to the error (API_PutItem). It is the very item that the condition saw, read under its lock.
 */
export async function conditionalWrite(tables: Tables, operation: DynaliteOperation, input: WriteInput) {
  const wanted = input.ReturnValuesOnConditionCheckFailure ?? 'NONE';
  if (wanted !== 'NONE' && wanted !== 'ALL_OLD') throw invalid(wanted);
  if (wanted === 'NONE') return tables.run(operation, input);
  const seen: { item?: unknown } = {};
  try {
    return await tables.run(operation, input, watching(tables, seen));
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException') throw error;
    throw new AwsError(error.code, error.message, error.status, seen.item ? { Item: seen.item } : {});
  }
}

/** The store, noting the item that is read from it. */
function watching(tables: Tables, seen: { item?: unknown }): object {
  const getItemDb = (name: string) => {
    const items = tables.store.getItemDb(name);
    const get: SortedMap['get'] = (key, callback) =>
      items.get(key, (error, item) => {
        seen.item = item;
        callback(error, item);
      });
    return Object.assign(Object.create(items) as SortedMap, { get });
  };
  return Object.assign(Object.create(tables.store) as object, { getItemDb });
}

function invalid(given: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${given}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
  );
}
