import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { dynaliteOperation, type Action, type DynaliteError } from './dynalite-modules';
import { ItemStore } from './item-store';

/** Operations that dynalite does; the rest is in this folder or refused by name. */
export const dynaliteOperations = [
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
] as const;

export type DynaliteOperation = (typeof dynaliteOperations)[number];
type Output = Record<string, unknown>;

/** DynamoDB's tables, in this process. */
export class Tables {
  readonly store: ItemStore;
  private readonly actions = new Map<string, Action>();
  private opened: Promise<void> | undefined;

  constructor(readonly context: CloudContext) {
    this.store = new ItemStore(context);
  }

  /** Does one operation. Rejects with AwsError. `view` may watch what the operation reads. */
  async run(operation: DynaliteOperation, input: object, view: object = this.store): Promise<Output> {
    await (this.opened ??= this.store.open());
    const action = this.action(operation);
    return new Promise((resolve, reject) => {
      try {
        action(view, plain(input) as object, (error, output) => {
          if (error) reject(awsError(error));
          else resolve(withDates(output ?? {}));
        });
      } catch (error) {
        reject(awsError(error as DynaliteError));
      }
    });
  }

  async has(table: string): Promise<boolean> {
    await (this.opened ??= this.store.open());
    return this.store.tableDb.has(table);
  }

  private action(operation: DynaliteOperation): Action {
    const action = this.actions.get(operation) ?? dynaliteOperation(operation);
    this.actions.set(operation, action);
    return action;
  }
}

/** A copy (dynalite deletes what it does not know) with bytes as base64, as the JSON protocol has them. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

function awsError(error: DynaliteError): Error {
  if (!error.statusCode || !error.body) return error;
  const { __type: type, message, Message } = error.body;
  return new AwsError(type.slice(type.indexOf('#') + 1), message ?? Message ?? '', error.statusCode);
}

/** Times in table descriptions are seconds in dynalite and dates to us. Items are left alone. */
function withDates(output: Output): Output {
  for (const member of ['Table', 'TableDescription'])
    if (output[member]) output[member] = datesIn(structuredClone(output[member]));
  return output;
}

function datesIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(datesIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key.endsWith('DateTime') && typeof member === 'number'
        ? [key, new Date(member * 1000)]
        : [key, datesIn(member)],
    ),
  );
}
