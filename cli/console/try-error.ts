import { TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import type { ErrorTrial } from '../../console/feed/documents';
import { deployedDefinition, replayStep } from '../replay/replay-steps';
import { SyncClient } from '../replay/start-execution';
import { UserError } from '../terminal/user-error';
import type { Feed } from './feed';

/** A state document that every step takes; nobody's. */
const SAMPLE = {
  delivery: {
    failure_id: 'sample',
    message_id: 'sample',
    attempt: 1,
    envelope_id: '00000000-0000-4000-8000-000000000000',
    sent_at: '2026-01-01T00:00:00.000Z',
  },
  body: '{}',
  event: {
    metadata: {
      event_id: 'sample',
      schema_version: '1',
      occurred_at: '2026-01-01T00:00:00.000Z',
      correlation_id: 'sample',
      origin: 'sign-up',
    },
    data: {
      cognito_id: 'sample',
      user_pool_id: 'sample',
      username: 'sample',
      email: 'sample@example.com',
      email_verified: true,
      identity_provider: 'cognito',
    },
  },
  user: { user_id: 'sample', cognito_id: 'sample', email: 'sample@example.com', email_verified: true },
  claim: { owner: '00000000-0000-4000-8000-000000000000' },
  persisted: {
    event_id: 'sample',
    occurred_at: '2026-01-01T00:00:00.000Z',
    operation: 'created',
    user_id: 'sample',
    cognito_id: 'sample',
    email: 'sample@example.com',
  },
};

/** What the workflow as it is deployed would make of an error in a step: does it try again, who catches it, which lane. Calls no service. */
export async function tryError(feed: Feed, asked: unknown): Promise<ErrorTrial> {
  const { step: given, error, cause = '' } = asked as { step?: string; error?: string; cause?: string };
  if (typeof given !== 'string' || typeof error !== 'string' || !error)
    throw new UserError({ where: 'try', what: 'takes a step and the name of an error', fix: 'Choose both.' });
  const definition = await deployedDefinition(feed.session);
  const step = replayStep('step', given, definition);
  const { persisted, ...state } = SAMPLE;
  const variables = JSON.stringify({ state, persisted });
  const failing = { definition: definition.text, stateName: step, input: '{}', variables };
  const mock = { errorOutput: { error, cause } };
  const first = await test(feed, { ...failing, mock });
  const retries = first.status === 'RETRIABLE';
  const last = retries
    ? await test(feed, { ...failing, mock, stateConfiguration: { retrierRetryCount: 99 } })
    : first;
  const { status = 'FAILED', nextState: next } = last;
  if (status !== 'CAUGHT_ERROR' || next !== 'DescribeFailure') return { retries, status, next };
  return {
    retries,
    status,
    next,
    lane: await laneOf(feed, definition.text, { step, error, cause, retries: 0 }),
  };
}

/** What the failure branch computes from an error that was caught; every Catch hands it over in this shape. */
async function laneOf(feed: Feed, definition: string, failure: object): Promise<string | undefined> {
  const input = JSON.stringify({ state: SAMPLE, failure });
  const { output = '{}' } = await test(feed, { definition, stateName: 'DescribeFailure', input });
  return (JSON.parse(output) as { failure?: { lane?: string } }).failure?.lane;
}

function test({ session }: Feed, input: TestStateCommandInput) {
  const context = JSON.stringify({
    Execution: { Id: 'sample', StartTime: '2026-01-01T00:00:00.000Z', Input: [{}] },
  });
  return session.client(SyncClient).send(new TestStateCommand({ ...input, ...(input.mock && { context }) }));
}
