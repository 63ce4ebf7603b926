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
  const failed = await test(feed, {
    definition: definition.text,
    stateName: step,
    input: JSON.stringify(SAMPLE),
    mock: { errorOutput: { error, cause } },
  });
  if (failed.status === 'RETRIABLE') {
    const last = await test(feed, {
      definition: definition.text,
      stateName: step,
      input: JSON.stringify(SAMPLE),
      mock: { errorOutput: { error, cause } },
      stateConfiguration: { retrierRetryCount: 99 },
    });
    return { retries: true, ...(await laneOf(feed, definition.text, last)) };
  }
  return { retries: false, ...(await laneOf(feed, definition.text, failed)) };
}

type Tested = Awaited<ReturnType<typeof test>>;

async function laneOf(
  feed: Feed,
  definition: string,
  { status = 'FAILED', nextState, output }: Tested,
): Promise<Omit<ErrorTrial, 'retries'>> {
  if (status !== 'CAUGHT_ERROR' || nextState !== 'DescribeFailure') return { status, next: nextState };
  const described = await test(feed, { definition, stateName: nextState, input: output });
  const { failure } = JSON.parse(described.output ?? '{}') as { failure?: { lane?: string } };
  return { status, next: nextState, lane: failure?.lane };
}

function test({ session }: Feed, input: TestStateCommandInput) {
  const context = JSON.stringify({ Execution: { Id: 'sample', StartTime: '2026-01-01T00:00:00.000Z' } });
  return session.client(SyncClient).send(new TestStateCommand({ ...input, ...(input.mock && { context }) }));
}
