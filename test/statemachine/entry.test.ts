import * as fc from 'fast-check';
import { failureIdOf } from '../../tasks/shared/failure-id';
import { delivery, run } from './registration-run';
import { ENVELOPE_ID, payload, validated } from './step-answers';

const replay = {
  replay_id: 'r-1',
  failure_id: ENVELOPE_ID,
  by: 'ada',
  at: '2026-01-31T13:00:00Z',
  reason: 'mended',
};

describe('an input', () => {
  const [message] = delivery();
  const start = { resume_at: 'UpsertUser', state: stateAt('UpsertUser') };

  it.each([
    ['nothing', []],
    ['no array', message],
    ['no array, but a start', start],
    ['two messages', [...delivery(), ...delivery()]],
    ['six messages', Array.from({ length: 6 }, () => message)],
    ['two starts', [start, start]],
    ['a message and a start', [message, start]],
    ['a text', ['message']],
    ['a start at a step that nobody knows', [{ ...start, resume_at: 'NoSuchStep' }]],
    ['a start at a step that no replay may start at', [{ ...start, resume_at: 'AskCognito' }]],
  ])('of %s fails the execution, so that the queue keeps what came with it', async (_what, input) => {
    expect(await run(input)).toMatchObject({ status: 'FAILED', calls: [] });
  });
});

describe('a message', () => {
  it('is handed on unread, and its attempt as a number', async () => {
    const { given } = await run(delivery(2, 'no JSON'));

    expect(payloadOf(given('ValidateUser')[0])).toMatchObject({ delivery: { attempt: 2 }, body: 'no JSON' });
  });

  it('has the failure id that the rule in tasks/shared gives', async () => {
    const uuid = fc.uuid({ version: [1, 4, 5] });
    const id = fc.oneof(
      uuid,
      uuid.map((text) => text.toUpperCase()),
      fc.string({ maxLength: 40 }),
      fc.constantFrom('-'.repeat(36), '6f1c2a34-0000-4000-8--0-00000000--00'),
    );
    const blank = fc.constantFrom('', ' ', '\n\t');
    const envelope = fc
      .tuple(id, blank, fc.json(), fc.boolean())
      .map(
        ([id, blank, detail, isWhole]) =>
          `{"id"${blank}:${blank}"${id}"${isWhole ? `,"detail":${detail}` : ''}}`,
      );
    const bodies = fc.sample(fc.oneof(envelope, fc.string(), fc.json()), { numRuns: 80, seed: 1 });
    const given = await Promise.all(bodies.map((body) => run(delivery(1, body))));

    expect(given.map((result) => deliveryOf(result.given('ValidateUser')[0])['failure_id'])).toEqual(
      bodies.map(failureIdOf),
    );
  });
});

describe('a replay', () => {
  it.each([
    ['ValidateUser', ['ValidateUser', 'UpsertUser', 'PublishUserPersisted', 'ResolveFailure']],
    ['UpsertUser', ['UpsertUser', 'PublishUserPersisted', 'ResolveFailure']],
    ['PublishUserPersisted', ['PublishUserPersisted', 'ResolveFailure']],
  ])('from %s calls nothing that comes before', async (resume_at, steps) => {
    const { calls } = await run([{ resume_at, state: stateAt(resume_at) }], {
      ValidateUser: [payload({ ...validated(1), delivery: { ...validatedDelivery(), replay } })],
    });

    expect(calls).toEqual(steps);
  });

  it('is its own last attempt', async () => {
    const { output } = await run([{ resume_at: 'UpsertUser', state: stateAt('UpsertUser') }], {
      PublishUserPersisted: ['EventBridge.AccessDeniedException'],
    });

    expect(JSON.parse(output ?? '')).toMatchObject({ outcome: 'parked' });
  });
});

describe('a registration that was started directly', () => {
  const started = { ...validatedDelivery(), sent_at: undefined, started_by: 'reconcile-users' };
  const state = { ...validated(1), delivery: started };

  it('goes the same way, and closes the record that an earlier start may have left', async () => {
    const { output, calls } = await run([{ resume_at: 'UpsertUser', state }]);

    expect(JSON.parse(output ?? '')).toMatchObject({ outcome: 'registered' });
    expect(calls).toEqual(['UpsertUser', 'PublishUserPersisted', 'ResolveFailure']);
  });

  it('is its own last attempt, for no queue delivers it again, and the alert says who started it', async () => {
    const { output, given } = await run([{ resume_at: 'UpsertUser', state }], {
      UpsertUser: ['RdsData.AccessDeniedException'],
    });

    expect(JSON.parse(output ?? '')).toMatchObject({ outcome: 'parked' });
    expect(given('AlertOperators')[0]?.['Message']).toContain('(started by reconcile-users)');
  });
});

function stateAt(step: string): object {
  const delivery_ = { ...validatedDelivery(), replay };
  if (step === 'ValidateUser') return { delivery: delivery_, body: '{}' };
  const answer = { occurred_at: '2026-01-31T12:00:00Z', operation: 'created', user_id: 'u-1' };
  return {
    ...validated(1),
    delivery: delivery_,
    outcome: 'registered',
    persisted: { event_id: 'p-1', ...answer, cognito_id: 'sub-1', email: 'a@b' },
  };
}

function validatedDelivery(): object {
  return validated(1)['delivery'] as object;
}

function payloadOf(input: unknown): Record<string, unknown> {
  const { Payload } = input as { Payload: Uint8Array };
  return JSON.parse(Buffer.from(Payload).toString()) as Record<string, unknown>;
}

function deliveryOf(input: unknown): Record<string, unknown> {
  return payloadOf(input)['delivery'] as Record<string, unknown>;
}
