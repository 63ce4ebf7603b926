import { randomUUID } from 'node:crypto';
import type { Json } from '../expressions/json';
import { readJson } from '../expressions/json-text';
import { History } from '../history/history';
import type { Execution } from '../interpreter/execution';
import type { Visit } from '../interpreter/visit';
import { machineArn } from '../arns';
import { executionInput } from '../request-texts';
import type { StatesContext } from '../states-context';
import { ALONE, readRequest } from '../test-state/read-request';
import type { TestStateInput, TestStateRequest } from '../test-state/request';
import { runTest } from '../test-state/run-test';

/** TestState: one state, by itself or out of a definition, with or without a mock. */
export function testState(context: StatesContext) {
  return async (given: TestStateInput) => {
    const request = readRequest(given);
    const input = readJson(executionInput(given.input));
    const { inspectionData, ...result } = await runTest(visitOf(context, request, input), request);
    const inspected = given.inspectionLevel === 'DEBUG' || given.inspectionLevel === 'TRACE';
    return inspected ? { ...result, inspectionData } : result;
  };
}

function visitOf(
  context: StatesContext,
  { state, variables, context: given, given: { roleArn } }: TestStateRequest,
  input: Json,
): Visit {
  const execution = testExecution(context, input, roleArn);
  return {
    execution,
    scope: { signal: new AbortController().signal, variables, previous: 0 },
    name: ALONE,
    state,
    input,
    enteredTime: execution.startTime,
    before: 0,
    retryCount: 0,
    contextObject: given,
  };
}

/** An execution that is none: its machine and its name are made up, as AWS makes them up. */
function testExecution(context: StatesContext, input: Json, roleArn?: string): Execution {
  const { region, accountId, clock, call } = context.cloud;
  const machine = randomUUID();
  const name = randomUUID();
  return {
    arn: `arn:aws:states:${region}:${accountId}:express:${machine}:${name}`,
    type: 'EXPRESS',
    name,
    input,
    startTime: clock.now(),
    machine: { arn: machineArn(context, machine), name: machine, roleArn: roleArn ?? null },
    region,
    accountId,
    history: new History(clock, () => undefined),
    clock,
    call,
  };
}
