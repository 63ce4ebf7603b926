import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Context } from 'aws-lambda';
import { attachTrigger, detachTrigger } from './attach-trigger';
import type { Attachment } from './shared/attachment-refusals';
import { answerCloudFormation, type CustomResourceRequest } from './shared/custom-resource';
import { logger, tracer } from './shared/observability';
import { cognitoPools, type PoolApi } from './shared/pool-api';

/** As the template gives them: texts. */
interface Properties {
  readonly UserPoolId: string;
  readonly FunctionArn: string;
  readonly AcceptDrift: string;
}

const pools = cognitoPools(tracer.captureAWSv3Client(new CognitoIdentityProviderClient({ maxAttempts: 5 })));

/** The custom resource that gives a pool its trigger, and takes it away again. */
export async function handler(request: CustomResourceRequest<Properties>, context: Context): Promise<void> {
  logger.addContext(context);
  const outcome = await answerCloudFormation(request, 'user-pool-trigger', () => carryOut(pools, request));
  logger.info('Answered CloudFormation', { request: request.RequestType, outcome });
}

async function carryOut(
  api: PoolApi,
  { RequestType, ResourceProperties, OldResourceProperties }: CustomResourceRequest<Properties>,
): Promise<string> {
  const attachment = read(ResourceProperties);
  if (RequestType === 'Delete') return detachTrigger(api, attachment);
  const old = OldResourceProperties && read(OldResourceProperties);
  const outcome = await attachTrigger(api, attachment, old?.functionArn);
  // The new pool first: a registration in between is better called twice than not at all.
  if (old && old.userPoolId !== attachment.userPoolId) await detachTrigger(api, old);
  return outcome;
}

function read({ UserPoolId, FunctionArn, AcceptDrift }: Properties): Attachment {
  return { userPoolId: UserPoolId, functionArn: FunctionArn, acceptDrift: AcceptDrift === 'true' };
}
