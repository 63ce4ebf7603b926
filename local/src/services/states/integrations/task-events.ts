import { isObject } from '../expressions/json';
import { jsonText } from '../expressions/json-text';
import { withInput, withOutput } from '../history/event-details';
import type { EventDetails } from '../history/history';
import type { TaskEvents, TaskFields } from './integration';

/** Events of a service integration. */
export function serviceEvents(resourceType: string, resource: string): TaskEvents {
  const target = { resource, resourceType };
  return {
    prefix: 'Task',
    target,
    scheduled: (fields, region) => ({
      parameters: jsonText(fields.args),
      region,
      ...target,
      ...limits(fields),
    }),
    succeeded: (result) => withOutput(result, target),
  };
}

/** Events of a Lambda function that is called by its ARN. */
export function functionEvents(arn: string): TaskEvents {
  return {
    prefix: 'LambdaFunction',
    target: {},
    scheduled: (fields) => withInput(fields.args, { resource: arn, ...limits(fields) }),
    succeeded: (result) => withOutput(result),
  };
}

function limits({ timeout, heartbeat, credentials }: TaskFields): EventDetails {
  return {
    ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
    ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
    ...(isObject(credentials) && credentials.RoleArn !== undefined
      ? { taskCredentials: { roleArn: credentials.RoleArn } }
      : {}),
  };
}
