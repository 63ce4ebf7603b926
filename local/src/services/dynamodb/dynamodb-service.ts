import { unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { Operation, Service } from '../../kernel/service';
import { conditionalWrite } from './conditional-write';
import { globalTableResource, tableResource } from './table-resource';
import { Tables, dynaliteOperations, type DynaliteOperation } from './tables';
import { TimeToLive } from './time-to-live';

/** DynamoDB: dynalite's operations in this process, with what it lacks. No streams, no transactions. */
export function createDynamoDb(context: CloudContext): Service {
  const tables = new Tables(context);
  const timeToLive = new TimeToLive(tables);
  const parts = { tables, timeToLive };
  return {
    name: 'dynamodb',
    protocol: { kind: 'json', version: '1.0', targetPrefix: 'DynamoDB_20120810' },
    members: 'pascal',
    operations: byName({
      ...forwarded(tables),
      CreateTable: (input: never) => createTable(tables, input),
      PutItem: (input: never) => conditionalWrite(tables, 'PutItem', input),
      UpdateItem: (input: never) => conditionalWrite(tables, 'UpdateItem', input),
      DeleteItem: (input: never) => conditionalWrite(tables, 'DeleteItem', input),
    }),
    resources: {
      'AWS::DynamoDB::Table': tableResource(parts),
      'AWS::DynamoDB::GlobalTable': globalTableResource(parts),
    },
    start: () => timeToLive.start(),
    stop: () => timeToLive.stop(),
  };
}

function forwarded(tables: Tables): Record<string, Operation> {
  const forward = (name: DynaliteOperation) => [name, (input: never) => tables.run(name, input)] as const;
  return Object.fromEntries(dynaliteOperations.map(forward));
}

/** A table may be named by its ARN. (DynamoDB API reference, `TableName` of every operation) */
function byName(operations: Record<string, Operation>): Record<string, Operation> {
  const named = ({ TableName, ...input }: { TableName?: unknown }) => ({
    ...input,
    ...(TableName !== undefined && {
      TableName: typeof TableName === 'string' ? TableName.replace(/^arn:.*:table\//, '') : TableName,
    }),
  });
  return Object.fromEntries(
    Object.entries(operations).map(([name, run]): [string, Operation] => [
      name,
      (input, call) => run(named(input) as never, call),
    ]),
  );
}

function createTable(tables: Tables, input: { StreamSpecification?: { StreamEnabled?: boolean } }) {
  if (input.StreamSpecification?.StreamEnabled) throw unsupported('DynamoDB streams (StreamSpecification)');
  return tables.run('CreateTable', input);
}
