import { delivery, run, type Run } from './registration-run';
import { ENVELOPE_ID, OCCURRED_AT, payload, validated } from './step-answers';

const REFUSED = 'EventBridge.FailedEntry';
const DENIED = 'EventBridge.AccessDeniedException';
const LOST = 'EventBridge.InternalException';

describe('whether the event may be out', () => {
  it.each<[what: string, plan: Record<string, string[]>, possible: string]>([
    ['no: every try was refused', { PublishUserPersisted: [REFUSED] }, '0'],
    ['no: every try was throttled', { PublishUserPersisted: ['EventBridge.ThrottlingException'] }, '0'],
    ['no: it may not publish', { PublishUserPersisted: [DENIED] }, '0'],
    ['no: it came to no announcement', { UpsertUser: ['RdsData.AccessDeniedException'] }, '0'],
    ['yes: every answer was lost', { PublishUserPersisted: [LOST] }, '1'],
    ['yes: answers were lost after a refusal', { PublishUserPersisted: [REFUSED, LOST] }, '1'],
    ['yes: one answer was lost before the refusals', { PublishUserPersisted: [LOST, REFUSED] }, '1'],
    ['yes: one answer was lost, then it might not publish', { PublishUserPersisted: [LOST, DENIED] }, '1'],
    ['yes: nobody knows this error', { PublishUserPersisted: ['EventBridge.SomethingElse'] }, '1'],
  ])('%s', async (_what, plan, possible) => {
    const result = await run(delivery(), plan);

    expect(values(result)).toMatchObject({ ':possible_publications': { N: possible } });
  });

  it('keeps a replay at the announcement, and a proven refusal sends it back to the row', async () => {
    const last = { ValidateUser: [payload(validated(4))] };
    const [lost, refused] = await Promise.all(
      [LOST, REFUSED].map((error) => run(delivery(4), { ...last, PublishUserPersisted: [error] })),
    );

    expect(values(lost!)).toMatchObject({ ':resume_at': { S: 'PublishUserPersisted' } });
    expect(values(refused!)).toMatchObject({ ':resume_at': { S: 'UpsertUser' } });
  });
});

describe('what a step is given', () => {
  it('tells the database which event and which execution asks', async () => {
    const result = await run(delivery());
    const { parameters } = result.given('UpsertUser')[0] as {
      parameters: { value: { stringValue: string } }[];
    };

    expect(JSON.parse(parameters[0]?.value.stringValue ?? '')).toEqual({
      ...(validated(1)['user'] as object),
      envelope_id: ENVELOPE_ID,
      occurred_at: OCCURRED_AT,
      origin: 'sign-up',
      username: 'ada',
      on_user_deleted: 'OnUserDeleted',
      execution: result.executionArn,
    });
  });

  it('announces what the database answered, and its cause', async () => {
    const user = { id: 'u-old', email: 'as-stored@example.com' };
    const answer = { operation: 'linked', persisted_at: '2026-02-02T02:02:02.222Z', user };
    const stored = { Records: [[{ StringValue: JSON.stringify(answer) }]] };
    const result = await run(delivery(), { UpsertUser: [stored] });
    const [entry] = result.given('PublishUserPersisted')[0]?.['Entries'] as { Detail: string }[];

    expect(JSON.parse(entry?.Detail ?? '')).toEqual({
      metadata: {
        event_id: 'p-1',
        schema_version: '1',
        occurred_at: '2026-02-02T02:02:02.222Z',
        correlation_id: 'c-1',
        causation_id: 'e-1',
        origin: 'sign-up',
      },
      data: {
        user_id: 'u-old',
        cognito_id: 'sub-1',
        email: 'as-stored@example.com',
        operation: 'linked',
      },
    });
  });

  it.each([
    ['long after its event', 1, 61_000, true],
    ['long before its event, by a clock that jumped', 1, -61_000, true],
    ['soon after its event', 1, 59_000, false],
    ['again', 2, 0, true],
  ])('closes a record after a message that was sent %s', async (_when, attempt, later, closes) => {
    const state = validated(attempt);
    const sent_at = new Date(Date.parse(OCCURRED_AT) + later).toISOString();
    const moved = payload({ ...state, delivery: { ...(state['delivery'] as object), sent_at } });
    const { calls } = await run(delivery(attempt), { ValidateUser: [moved] });

    expect(calls.includes('ResolveFailure')).toBe(closes);
  });
});

function values({ given }: Run): Record<string, { S: string }> {
  return given('RecordFailure')[0]?.['ExpressionAttributeValues'] as Record<string, { S: string }>;
}
