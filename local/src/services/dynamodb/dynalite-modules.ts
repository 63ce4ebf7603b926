import { createRequire } from 'node:module';

/** A table as dynalite keeps it; only what is read here. */
export interface StoredTable {
  readonly TableName: string;
  readonly TableStatus: string;
  readonly TableArn: string;
  readonly KeySchema: readonly { AttributeName: string; KeyType: string }[];
  readonly AttributeDefinitions: readonly { AttributeName: string; AttributeType: string }[];
}

/** An error that an operation answers. */
export interface DynaliteError extends Error {
  readonly statusCode?: number;
  readonly body?: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

export type Action = (
  store: object,
  input: object,
  callback: (error: DynaliteError | null, output?: Record<string, unknown>) => void,
) => void;

interface Validations {
  checkTypes(input: object, types: unknown): object;
  checkValidations(input: object, types: unknown, custom: unknown, store: object): void;
}

const load = createRequire(__filename);

/** dynalite's modules, called without its HTTP server: a hop less on the path of every registration. */
export const dynaliteDb = load('dynalite/db') as {
  updateIndexes(
    store: object,
    table: StoredTable,
    existing: unknown,
    item: unknown,
    done: (error: unknown) => void,
  ): void;
};

const validations = load('dynalite/validations') as Validations;

/** One operation: checks the input as DynamoDB does, then does it. */
export function dynaliteOperation(name: string): Action {
  const file = name.charAt(0).toLowerCase() + name.slice(1);
  const action = load(`dynalite/actions/${file}`) as Action;
  const { types, custom } = load(`dynalite/validations/${file}`) as { types: unknown; custom: unknown };
  return (store, input, callback) => {
    const checked = validations.checkTypes(input, types);
    validations.checkValidations(checked, types, custom, store);
    action(store, checked, callback);
  };
}
