import type { Json, JsonObject } from '../expressions/json';
import { jsonText } from '../expressions/json-text';
import { Interrupted, StateError } from '../state-error';
import type { Integration, TaskContext } from './integration';
import { fromApi } from './members';
import { optimisedCall } from './optimised-call';
import { serviceError } from './service-error';
import { serviceEvents } from './task-events';

const ERRORS = {
  ...{ prefix: 'StepFunctions', service: 'AWSStepFunctions', generic: 'AWSStepFunctionsException' },
  form: 'optimised' as const,
};

/** What of a description is the result. */
const RESULT = [
  ...['Cause', 'Error', 'ExecutionArn', 'Input', 'InputDetails', 'Name', 'Output', 'OutputDetails'],
  ...['StartDate', 'StateMachineArn', 'Status', 'StopDate'],
];

/**
 * `states:startExecution.sync`: starts a Standard execution and waits for its end, which stops with the task; one that does
 * not succeed is `States.TaskFailed`. `.sync:2` gives its data as JSON instead of text. Shapes as recorded on AWS.
 */
export function nestedExecution(pattern: '.sync' | '.sync:2'): Integration {
  const start = optimisedCall('states', 'startExecution')!;
  return {
    source: 'states',
    events: serviceEvents('states', `startExecution${pattern}`),
    call: async (context, args) => {
      const started = (await start.call(context, args)) as JsonObject;
      context.submitted(started);
      await ended(context, started.ExecutionArn as string);
      const result = await describe(context, started.ExecutionArn as string);
      if (result.Status !== 'SUCCEEDED') throw new StateError('States.TaskFailed', jsonText(result));
      return pattern === '.sync:2' ? parsed(result) : result;
    },
  };
}

/** Waits for the end of an execution, and stops it when the task is given up. */
async function ended({ execution, caller, signal }: TaskContext, executionArn: string): Promise<void> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(new Interrupted());
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    await Promise.race([execution.ended?.(executionArn), aborted]);
  } catch (thrown) {
    await execution.call('states', 'StopExecution', { executionArn }, { caller }).catch(() => undefined);
    throw thrown;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function describe({ execution, caller }: TaskContext, executionArn: string): Promise<JsonObject> {
  try {
    const answer = await execution.call<Record<string, unknown>>(
      'states',
      'DescribeExecution',
      { executionArn },
      { caller },
    );
    const times = Object.entries(answer).map(([name, value]) => [
      name,
      value instanceof Date ? value.getTime() : value,
    ]);
    const described = fromApi('states', Object.fromEntries(times)) as JsonObject;
    const told = RESULT.filter((name) => described[name] !== undefined);
    return Object.fromEntries(told.map((name) => [name, described[name]!]));
  } catch (thrown) {
    throw serviceError(thrown, ERRORS);
  }
}

function parsed({ Input, Output, ...rest }: JsonObject): JsonObject {
  const data = Object.entries({
    ...rest,
    Input: JSON.parse(Input as string) as Json,
    Output: JSON.parse(Output as string) as Json,
  });
  return Object.fromEntries(data.sort(([a], [b]) => (a < b ? -1 : 1)));
}
