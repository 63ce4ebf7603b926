import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { environment } from './shared/environment';
import { logger, metrics, tracer } from './shared/observability';
import { cognitoPools } from './shared/pool-api';
import { triggerOf } from './shared/pool-document';

const pools = cognitoPools(tracer.captureAWSv3Client(new CognitoIdentityProviderClient({})));

/** On a schedule: counts whether the pool has lost its trigger, as it does when its owner updates it without. */
export async function handler(): Promise<void> {
  const userPoolId = environment('USER_POOL_ID');
  const trigger = triggerOf(await pools.describe(userPoolId));
  const isDetached = trigger !== environment('TRIGGER_FUNCTION_ARN');
  metrics.addMetric('TriggerDetached', MetricUnit.Count, isDetached ? 1 : 0);
  metrics.publishStoredMetrics();
  if (isDetached) logger.error('The pool does not call the trigger', { user_pool_id: userPoolId, trigger });
}
