import type { LocalCloud } from 'local-cloud';

/** Lets a function of the database do something else; the answer mends it. The new text begins with its name and arguments. */
export async function breakFunction(
  cloud: LocalCloud,
  signature: string,
  text: string,
): Promise<() => Promise<void>> {
  const [found] = await run(
    cloud,
    `SELECT pg_get_functiondef(CAST('user_registration.${signature}' AS regprocedure))`,
  );
  const whole = found?.[0]?.stringValue ?? '';
  await run(cloud, `CREATE OR REPLACE FUNCTION user_registration.${text}`);
  return async () => void (await run(cloud, whole));
}

type Records = { stringValue: string }[][];

async function run({ context, outputs }: LocalCloud, sql: string): Promise<Records> {
  const { DatabaseClusterArn: resourceArn, DatabaseSecretArn: secretArn, DatabaseName: database } = outputs;
  const input = { resourceArn, secretArn, database, sql };
  const { records } = await context.call<{ records?: Records }>('rds-data', 'ExecuteStatement', input, {
    caller: 'test',
  });
  return records ?? [];
}
