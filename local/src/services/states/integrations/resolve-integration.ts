import { StateError } from '../state-error';
import type { Integration } from './integration';
import { lambdaFunction } from './lambda-function';
import { lambdaInvoke } from './lambda-invoke';
import { optimisedCall } from './optimised-call';
import { putEvents } from './put-events';
import { nestedExecution } from './nested-execution';
import { parseResource, type ServiceResource } from './resource';
import { sdkCall } from './sdk-call';

const resolved = new Map<string, Integration>();

/** What a Task's resource ARN calls. Throws `StateError` when this cloud cannot call it. */
export function resolveIntegration(arn: string): Integration {
  const integration = resolved.get(arn) ?? integrationOf(arn);
  if (!integration)
    throw new StateError('States.Runtime', `The local cloud does not support the resource ${arn}.`);
  resolved.set(arn, integration);
  return integration;
}

/** What a Task's resource ARN calls; undefined when this cloud cannot call it. */
export function integrationOf(arn: string): Integration | undefined {
  const resource = parseResource(arn);
  if (resource?.kind === 'function') return lambdaFunction(arn);
  if (resource && 'pattern' in resource && resource.pattern) return waiting(resource);
  if (resource?.kind === 'sdk') return sdkCall(resource.service, resource.action);
  if (resource?.kind !== 'optimised') return undefined;
  const { service, action } = resource;
  if (service === 'lambda' && action === 'invoke') return lambdaInvoke();
  if (service === 'events' && action === 'putEvents') return putEvents();
  return optimisedCall(service, action);
}

/** What a resource calls that waits for more than the answer. */
function waiting({ kind, service, action, pattern }: ServiceResource): Integration | undefined {
  if (kind !== 'optimised' || service !== 'states' || action !== 'startExecution') return undefined;
  return pattern === '.sync' || pattern === '.sync:2' ? nestedExecution(pattern) : undefined;
}
