import { dynamodbItem } from './dynamodb';
import type { Integration } from './integration';
import { lambdaFunction } from './lambda-function';
import { lambdaInvoke } from './lambda-invoke';
import { publish } from './publish';
import { putEvents } from './put-events';
import { parseResource } from './resource';
import { sdkCall } from './sdk-call';
import { sendMessage } from './send-message';
import { startExecution } from './start-execution';
import { StateError } from '../interpreter/state-error';

/** The optimised integrations that this cloud has, by `<service>:<action>`. */
const OPTIMISED: Readonly<Record<string, (action: string) => Integration>> = {
  'lambda:invoke': lambdaInvoke,
  'events:putEvents': putEvents,
  'sqs:sendMessage': sendMessage,
  'sns:publish': publish,
  'dynamodb:getItem': dynamodbItem,
  'dynamodb:putItem': dynamodbItem,
  'dynamodb:updateItem': dynamodbItem,
  'dynamodb:deleteItem': dynamodbItem,
  'states:startExecution': startExecution,
};

const resolved = new Map<string, Integration>();

/** What a Task's resource ARN calls. */
export function resolveIntegration(arn: string): Integration {
  let integration = resolved.get(arn);
  if (!integration) resolved.set(arn, (integration = create(arn)));
  return integration;
}

/** Whether this cloud can call the resource. */
export function isOptimised(service: string, action: string): boolean {
  return Object.hasOwn(OPTIMISED, `${service}:${action}`);
}

function create(arn: string): Integration {
  const resource = parseResource(arn);
  if (resource?.kind === 'function') return lambdaFunction(arn);
  if (resource?.kind === 'sdk') return sdkCall(resource.service, resource.action);
  if (resource?.kind === 'optimised' && isOptimised(resource.service, resource.action))
    return OPTIMISED[`${resource.service}:${resource.action}`]!(resource.action);
  throw new StateError('States.Runtime', `The local cloud does not support the resource ${arn}.`);
}
