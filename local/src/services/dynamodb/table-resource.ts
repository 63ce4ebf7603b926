import { AwsError } from '../../kernel/aws-error';
import type { Created, Resource, ResourceType } from '../../kernel/service';
import type { StoredTable } from './dynalite-modules';
import type { Tables } from './tables';
import type { TimeToLive } from './time-to-live';

export interface TableParts {
  readonly tables: Tables;
  readonly timeToLive: TimeToLive;
}

const shared = [
  'TableName',
  'KeySchema',
  'AttributeDefinitions',
  'BillingMode',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'TimeToLiveSpecification',
];

const inert = {
  SSESpecification: 'local data is not encrypted',
  WarmThroughput: 'capacity is not limited locally',
};

/** `AWS::DynamoDB::Table`. A table that has a stream is refused: nothing would flow through it. */
export function tableResource(parts: TableParts): ResourceType {
  return {
    properties: [...shared, 'ProvisionedThroughput'],
    inert: {
      ...inert,
      ContributorInsightsSpecification: 'nothing is monitored locally',
      DeletionProtectionEnabled: 'the local cloud deletes no resource',
      PointInTimeRecoverySpecification: 'nothing is backed up locally',
      OnDemandThroughput: 'capacity is not limited locally',
      ResourcePolicy: 'permissions are not enforced locally',
      TableClass: 'there is one kind of storage locally',
      Tags: 'tags have no effect locally',
    },
    create: (resource) => create(parts, resource),
  };
}

/** `AWS::DynamoDB::GlobalTable` (CDK's TableV2), as one table: the local cloud is one region. */
export function globalTableResource(parts: TableParts): ResourceType {
  return {
    properties: shared,
    inert: {
      ...inert,
      Replicas: 'the local cloud is one region',
      WriteOnDemandThroughputSettings: 'capacity is not limited locally',
      WriteProvisionedThroughputSettings: 'capacity is not limited locally',
    },
    create: (resource) => create(parts, resource),
  };
}

async function create(parts: TableParts, resource: Resource): Promise<Created> {
  const TableName = (resource.properties.TableName as string | undefined) ?? resource.physicalName;
  const table = await existing(parts, TableName, resource);
  const ttl = resource.properties.TimeToLiveSpecification as Record<string, unknown> | undefined;
  parts.timeToLive.set(TableName, ttl && isTrue(ttl.Enabled) ? String(ttl.AttributeName) : undefined);
  return { ref: TableName, attributes: { Arn: table.TableArn } };
}

/** The table under this name, made if it is not there; another key schema is refused, as only a replacement could change it. */
async function existing({ tables }: TableParts, TableName: string, resource: Resource): Promise<StoredTable> {
  if (!(await tables.has(TableName))) await tables.run('CreateTable', definition(TableName, resource));
  const table = await active(tables, TableName);
  const names = (keys: unknown) =>
    (keys as { AttributeName: string }[]).map(({ AttributeName }) => AttributeName).join();
  if (names(table.KeySchema) !== names(resource.properties.KeySchema))
    throw new AwsError(
      'ValidationError',
      `Table ${resource.logicalId}: the kept table ${TableName} has another key (${names(table.KeySchema)}); start with a new data directory.`,
    );
  return table;
}

async function active(tables: Tables, TableName: string): Promise<StoredTable> {
  for (;;) {
    const { Table } = (await tables.run('DescribeTable', { TableName })) as { Table: StoredTable };
    if (Table.TableStatus === 'ACTIVE') return Table;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function definition(TableName: string, { properties }: Resource): object {
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes } = properties;
  const provisioned = properties.ProvisionedThroughput as Record<string, unknown> | undefined;
  return {
    TableName,
    KeySchema,
    AttributeDefinitions,
    ...(GlobalSecondaryIndexes !== undefined && {
      GlobalSecondaryIndexes: numbersIn(GlobalSecondaryIndexes),
    }),
    ...(LocalSecondaryIndexes !== undefined && { LocalSecondaryIndexes }),
    ...(provisioned
      ? { BillingMode: 'PROVISIONED', ProvisionedThroughput: numbersIn(provisioned) }
      : { BillingMode: 'PAY_PER_REQUEST' }),
  };
}

/** CloudFormation passes capacity units as numbers or as text. */
function numbersIn(value: unknown): unknown {
  const text = JSON.stringify(value);
  return JSON.parse(text, (key, member: unknown) =>
    key.endsWith('CapacityUnits') ? Number(member) : member,
  ) as unknown;
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
