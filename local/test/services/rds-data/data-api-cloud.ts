import { createClock, type Clock } from '../../../src/kernel/clock';
import type { CloudContext } from '../../../src/kernel/cloud-context';
import { Faults } from '../../../src/kernel/faults';
import { Gateway } from '../../../src/kernel/gateway';
import { createStore } from '../../../src/kernel/store';
import type { Service } from '../../../src/kernel/service';
import { createRdsData } from '../../../src/services/rds-data/rds-data-service';
import { createSecretsManager } from '../../../src/services/secretsmanager/secretsmanager-service';

export const clusterArn = 'arn:aws:rds:us-east-1:000000000000:cluster:users';

/** Secrets Manager and the Data API with one cluster `users`, its database `registration` and its owner's secret `owner`. */
export async function startDataApiCloud(
  options: { databaseUrl?: string; clock?: Clock; dataDir?: string } = {},
) {
  const clock = options.clock ?? createClock();
  const gateway = new Gateway(clock, new Faults());
  const context: CloudContext = {
    region: 'us-east-1',
    accountId: '000000000000',
    clock,
    store: createStore(options.dataDir),
    call: (service, operation, input, callOptions) => gateway.call(service, operation, input, callOptions),
    endpoint: () => 'http://127.0.0.1:4566',
    asset: (key) => key,
    log: () => undefined,
  };
  const rdsData = createRdsData(context, options);
  const secrets = createSecretsManager(context);
  gateway.register(rdsData);
  gateway.register(secrets);
  const make = (type: string, logicalId: string, properties: object) =>
    create([rdsData, secrets], type, logicalId, properties);
  const owner = await make('AWS::SecretsManager::Secret', 'Owner', {
    Name: 'owner',
    GenerateSecretString: {
      SecretStringTemplate: '{"username":"registration_owner"}',
      GenerateStringKey: 'password',
      PasswordLength: 30,
    },
  });
  await make('AWS::RDS::DBCluster', 'Users', {
    DBClusterIdentifier: 'users',
    Engine: 'aurora-postgresql',
    DatabaseName: 'registration',
    EnableHttpEndpoint: true,
    MasterUsername: 'registration_owner',
    MasterUserPassword: await passwordIn(gateway, owner.ref),
  });
  const call = <Output = Record<string, unknown>>(service: string, operation: string, input: object) =>
    gateway.call<Output>(service, operation, input, { caller: 'client' });
  const target = { resourceArn: clusterArn, secretArn: owner.ref, database: 'registration' };
  return {
    gateway,
    context,
    make,
    call,
    target,
    execute: <Output = Answer>(sql: string, extra: object = {}) =>
      call<Output>('rds-data', 'ExecuteStatement', { ...target, sql, ...extra }),
    stop: async () => rdsData.stop?.(),
  };
}

export type DataApiCloud = Awaited<ReturnType<typeof startDataApiCloud>>;

export interface Answer {
  readonly records?: Record<string, unknown>[][];
  readonly columnMetadata?: Record<string, unknown>[];
  readonly numberOfRecordsUpdated: number;
  readonly generatedFields?: unknown[];
  readonly formattedRecords?: string;
}

async function passwordIn(gateway: Gateway, SecretId: string): Promise<string> {
  const caller = { caller: 'client' };
  const secret = await gateway.call<{ SecretString: string }>(
    'secretsmanager',
    'GetSecretValue',
    { SecretId },
    caller,
  );
  return (JSON.parse(secret.SecretString) as { password: string }).password;
}

async function create(services: readonly Service[], type: string, logicalId: string, properties: object) {
  const resource = services.map(({ resources }) => resources?.[type]).find(Boolean);
  return resource!.create({
    logicalId,
    type,
    properties: properties as Record<string, unknown>,
    physicalName: `Test-${logicalId}`,
  });
}
