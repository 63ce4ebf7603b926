import { isObject } from '../expressions/json';
import { jsonText } from '../expressions/json-text';
import { withInput, withOutput } from '../history/event-details';
import type { EventDetails } from '../history/history';
import type { TaskEvents, TaskOptions } from './integration';

/** Events of a service integration. */
export function serviceEvents(resourceType: string, resource: string): TaskEvents {
  const target = { resource, resourceType };
  return {
    prefix: 'Task',
    target,
    scheduled: (options, region) => ({
      parameters: jsonText(options.args),
      region,
      ...target,
      ...limits(options),
    }),
    succeeded: (result) => withOutput(result, target),
  };
}

/** Events of a Lambda function that is called by its ARN. */
export function functionEvents(arn: string): TaskEvents {
  return {
    prefix: 'LambdaFunction',
    target: {},
    scheduled: (options) => withInput(options.args, { resource: arn, ...limits(options) }),
    succeeded: (result) => withOutput(result),
  };
}

function limits({ timeout, heartbeat, credentials }: TaskOptions): EventDetails {
  return {
    ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
    ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
    ...(isObject(credentials) && credentials.RoleArn !== undefined
      ? { taskCredentials: { roleArn: credentials.RoleArn } }
      : {}),
  };
}
