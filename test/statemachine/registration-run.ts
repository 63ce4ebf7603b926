import type { Fault } from 'local-cloud/kernel/faults';
import { StatesFixture, type SyncResult } from 'local-cloud/testing/state-machine-runner';
import { filledDefinition } from './filled-definition';
import { answerOf, ENVELOPE_ID, OCCURRED_AT, type Answers } from './step-answers';

const deployed = filledDefinition();

/** What one execution did. */
export interface Run extends SyncResult {
  /** The states that called a service, one entry for each call. */
  readonly calls: string[];
  /** What each call of a state was given. */
  readonly given: (state: string) => Record<string, unknown>[];
  /** The messages of the execution log. */
  readonly log: string[];
}

/** Runs the workflow once against services that answer as planned, and well where nothing is planned. */
export async function run(input: unknown, plan: Answers = {}, faults: readonly Fault[] = []): Promise<Run> {
  const answer = answerOf(plan);
  const states: StatesFixture = new StatesFixture({
    lambda: { Invoke: () => answer(caller(states)) },
    'rds-data': { ExecuteStatement: () => answer(caller(states)) },
    'cognito-idp': { AdminGetUser: () => answer(caller(states)) },
    events: { PutEvents: () => answer(caller(states)) },
    dynamodb: { UpdateItem: () => answer(caller(states)) },
    sns: { Publish: () => answer(caller(states)) },
  });
  faults.forEach((fault) => states.gateway.faults.add(fault));
  const result = await states.run(deployed, input);
  const given = (state: string) =>
    states.calls.filter((call) => call.caller.endsWith(`/${state}`)).map((call) => call.input);
  const log = states.events.map((event) => JSON.stringify(event));
  return { ...result, given, log, calls: states.calls.map((call) => call.caller.replace(/^.*\//, '')) };
}

/** The fixture notes a call, and who makes it, before it answers. */
function caller(states: StatesFixture): string {
  return states.calls.at(-1)?.caller.replace(/^.*\//, '') ?? '';
}

/** A message as the pipe hands it on. */
export function delivery(attempt = 1, body = BODY): unknown[] {
  const attributes = { ApproximateReceiveCount: `${attempt}`, SentTimestamp: `${Date.parse(OCCURRED_AT)}` };
  return [{ messageId: 'message-1', body, attributes }];
}

const BODY = JSON.stringify({ id: ENVELOPE_ID });
