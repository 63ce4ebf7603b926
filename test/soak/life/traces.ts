import type { CloudWatch } from '../../faults/cloud-watch';

const TABLES = ['users', 'user_registration.user_registrations'];

/** A text that is another one as soon as anything is written about a user: every column of every row counts. */
export async function traces(watch: CloudWatch): Promise<string> {
  const hashes = await Promise.all(TABLES.map((table) => hashOf(watch, table)));
  return hashes.join(' ');
}

async function hashOf(watch: CloudWatch, table: string): Promise<string> {
  const {
    DatabaseClusterArn: resourceArn,
    DatabaseSecretArn: secretArn,
    DatabaseName: database,
  } = watch.cloud.outputs;
  const sql = `SELECT count(*) || ' ' || coalesce(md5(string_agg(CAST(t AS text), '|' ORDER BY CAST(t AS text))), '') FROM ${table} AS t`;
  const { records } = await watch.call<{ records: { stringValue: string }[][] }>(
    'rds-data',
    'ExecuteStatement',
    {
      ...{ resourceArn, secretArn, database, sql },
    },
  );
  return records[0]?.[0]?.stringValue ?? '';
}
