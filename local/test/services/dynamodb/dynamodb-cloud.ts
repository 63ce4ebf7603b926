import { createClock, type SkippingClock } from '../../../src/kernel/clock';
import type { CloudContext } from '../../../src/kernel/cloud-context';
import { Faults } from '../../../src/kernel/faults';
import { Gateway } from '../../../src/kernel/gateway';
import { createStore } from '../../../src/kernel/store';
import { createDynamoDb } from '../../../src/services/dynamodb/dynamodb-service';

/** DynamoDB alone, in memory or in a directory. */
export function startDynamoDb({
  dataDir,
  clock = createClock(),
}: { dataDir?: string; clock?: SkippingClock } = {}) {
  const gateway = new Gateway(clock, new Faults());
  const context: CloudContext = {
    region: 'eu-west-1',
    accountId: '000000000000',
    clock,
    store: createStore(dataDir),
    call: (service, operation, input, options) => gateway.call(service, operation, input, options),
    endpoint: () => 'http://127.0.0.1:4566',
    asset: (key) => key,
    log: () => undefined,
  };
  const service = createDynamoDb(context);
  gateway.register(service);
  return {
    service,
    gateway,
    clock,
    call: <Output = Record<string, unknown>>(operation: string, input: object) =>
      gateway.call<Output>('dynamodb', operation, input, { caller: 'client' }),
    make: (type: string, logicalId: string, properties: Record<string, unknown>) =>
      service.resources![type]!.create({ logicalId, type, properties, physicalName: `Test-${logicalId}` }),
  };
}

/** A table of failures with an index by status, as CDK writes it. */
export const failureTable = {
  TableName: 'failures',
  KeySchema: [{ AttributeName: 'failure_id', KeyType: 'HASH' }],
  AttributeDefinitions: [
    { AttributeName: 'failure_id', AttributeType: 'S' },
    { AttributeName: 'status', AttributeType: 'S' },
    { AttributeName: 'last_failed_at', AttributeType: 'S' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-status',
      KeySchema: [
        { AttributeName: 'status', KeyType: 'HASH' },
        { AttributeName: 'last_failed_at', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  SSESpecification: { SSEEnabled: true },
};
