import type { CloudContext } from '../../kernel/cloud-context';
import type { Operation, Route, Service } from '../../kernel/service';
import { DataApi } from './data-api';
import type { Database } from './database';
import { dbClusterResource } from './db-cluster-resource';
import { executeStatement } from './execute-statement';
import { PgliteDatabase } from './pglite-database';
import { PgliteProcess } from './pglite-process';
import { PostgresDatabase } from './postgres-database';
import { rdsCompanionResources } from './rds-companion-resources';
import { secretTargetAttachment } from './secret-target-attachment';
import type { StoredCluster } from './clusters';
import { beginTransaction, commitTransaction, rollbackTransaction } from './transaction-operations';

export interface RdsDataOptions {
  /** URL of a PostgreSQL server to use instead of PGlite; its role sets up databases and roles. */
  readonly databaseUrl?: string;
}

/** The RDS Data API of Aurora PostgreSQL (Serverless v2's behaviour), on PGlite or on a real server. */
export function createRdsData(context: CloudContext, options: RdsDataOptions = {}): Service {
  const database = openDatabase(context, options);
  const api = new DataApi(context, database);
  const on =
    <Input>(run: (api: DataApi, input: Input) => unknown): Operation =>
    (input: never) =>
      run(api, input);
  return {
    name: 'rds-data',
    protocol: { kind: 'rest-json', routes, exactIntegers: true },
    members: 'camel',
    operations: {
      ExecuteStatement: on(executeStatement),
      BeginTransaction: on(beginTransaction),
      CommitTransaction: on(commitTransaction),
      RollbackTransaction: on(rollbackTransaction),
    },
    resources: {
      'AWS::RDS::DBCluster': dbClusterResource(context, api.clusters, database),
      ...rdsCompanionResources(context, api.clusters),
      'AWS::SecretsManager::SecretTargetAttachment': secretTargetAttachment(context, api.clusters),
    },
    stop: async () => {
      api.transactions.closeAll();
      await database.close();
    },
  };
}

const routes: readonly Route[] = [
  { operation: 'ExecuteStatement', method: 'POST', path: '/Execute' },
  { operation: 'BeginTransaction', method: 'POST', path: '/BeginTransaction' },
  { operation: 'CommitTransaction', method: 'POST', path: '/CommitTransaction' },
  { operation: 'RollbackTransaction', method: 'POST', path: '/RollbackTransaction' },
];

/** PGlite begins to load here, while the rest of the cloud is being put together. */
function openDatabase(context: CloudContext, { databaseUrl }: RdsDataOptions): Database {
  if (databaseUrl) return new PostgresDatabase(databaseUrl);
  const [known] = context.store.map<StoredCluster>('rds-clusters').values();
  return new PgliteDatabase(new PgliteProcess(context.store.directory('postgres'), known?.databaseName));
}
