import type { CloudWatch } from '../faults/cloud-watch';
import { addressOf, type SignUp } from './sign-up';

/** Gives those who are known from the older table their row there, as the migrations leave it. */
export async function fillOlderTable(watch: CloudWatch, signUps: readonly SignUp[]): Promise<void> {
  for (const signUp of signUps) {
    const { older } = signUp;
    if (!older) continue;
    const values = {
      id: older.id,
      placeholder: `unlinked:${older.id}`,
      email: addressOf(signUp),
      name: older.name,
    };
    const { outputs } = watch.cloud;
    await watch.call('rds-data', 'ExecuteStatement', {
      resourceArn: outputs.DatabaseClusterArn,
      secretArn: outputs.DatabaseSecretArn,
      database: outputs.DatabaseName,
      sql: `INSERT INTO users (id, cognito_id, email, name, created_at, updated_at)
            VALUES (:id, :placeholder, :email, :name, '2019-05-04', '2019-05-04')`,
      parameters: Object.entries(values).map(([name, stringValue]) => ({ name, value: { stringValue } })),
    });
  }
}
