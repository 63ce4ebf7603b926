import { randomUUID } from 'node:crypto';
import type { LocalCloud } from 'local-cloud';
import { inParallel, rate, timed, type Figure } from './measure';

/** Users a second that `register_user` takes through the Data API. */
export async function benchUpsert(cloud: LocalCloud, count = 1000): Promise<Figure[]> {
  const { outputs, gateway } = cloud;
  const register = () => {
    const id = randomUUID();
    const registration = {
      envelope_id: id,
      occurred_at: new Date().toISOString(),
      user_id: id,
      cognito_id: id,
      email: `${id}@example.com`,
      email_verified: true,
      identity_provider: 'cognito',
    };
    const input = {
      resourceArn: outputs.DatabaseClusterArn,
      secretArn: outputs.DatabaseSecretArn,
      database: outputs.DatabaseName,
      sql: 'SELECT user_registration.register_user(CAST(:registration AS jsonb))::text',
      parameters: [{ name: 'registration', value: { stringValue: JSON.stringify(registration) } }],
    };
    return gateway.call('rds-data', 'ExecuteStatement', input, { caller: 'bench' });
  };
  await register();
  const throughDataApi = await timed(() => inParallel(count, 10, register));
  return [rate('register_user through the Data API', count, throughDataApi, 'users')];
}
