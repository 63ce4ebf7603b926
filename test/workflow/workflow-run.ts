import type { Fault } from 'local-cloud/kernel/faults';
import { envelope, testUser } from '../faults/test-user';
import { HangsError, StatesFixture, type SyncResult } from 'local-cloud/testing/state-machine-runner';
import { virtualClock } from 'local-cloud/testing/virtual-clock';

/** What one execution did. */
export interface WorkflowRun {
  readonly status?: string;
  readonly error?: string;
  readonly outcome?: string;
  /** For each step, the cloud milliseconds at which it was tried. */
  readonly tries: ReadonlyMap<string, readonly number[]>;
  /** What RecordFailure and RecordRollBack wrote last, by expression name; and the `alert`. */
  readonly recorded: Readonly<Record<string, Record<string, unknown>>>;
}

const user = testUser(1, '11111111-1111-4111-8111-111111111111');

/** A definition that stands ready to be run; AWS's checks of it are made once. */
export interface Workbench {
  /** Runs it on one delivery of one user, alone in the process: every other service is a stub that succeeds. */
  run(circumstances: { faults: readonly Fault[]; delivery: number }): Promise<WorkflowRun>;
}

/** Makes a state machine of the definition. Rejects as Step Functions does where it is not valid. */
export async function workbench(definition: object): Promise<Workbench> {
  const clock = virtualClock();
  let run = newRun();
  const fixture = new StatesFixture(
    stubs(() => run.recorded),
    clock,
  );
  countTries(
    fixture,
    () => run.tries,
    () => clock.now(),
  );
  const stateMachineArn = await fixture.create(definition);
  return {
    async run({ faults, delivery }) {
      run = newRun();
      fixture.gateway.faults.clear();
      faults.forEach((fault) => fixture.gateway.faults.add(fault));
      const input = JSON.stringify([record(clock.now(), delivery)]);
      const { status, error, output } = await toItsEnd(fixture, { stateMachineArn, input });
      const outcome = output ? (JSON.parse(output) as { outcome: string }).outcome : undefined;
      return { status, error, outcome, ...run };
    },
  };
}

const newRun = () => ({
  tries: new Map<string, number[]>(),
  recorded: {} as Record<string, Record<string, unknown>>,
});

async function toItsEnd(fixture: StatesFixture, request: object): Promise<Partial<SyncResult>> {
  try {
    return await fixture.api<SyncResult>('StartSyncExecution', request);
  } catch (error) {
    if (error instanceof HangsError) return { status: 'HANGS' };
    throw error;
  } finally {
    await fixture.states.stop!();
  }
}

/** Tries count when they are made, whatever a fault makes of them. */
function countTries({ gateway }: StatesFixture, tries: () => Map<string, number[]>, now: () => number): void {
  const hit = gateway.faults.hit.bind(gateway.faults);
  gateway.faults.hit = (call, input) => {
    const step = call.caller.startsWith('states:') ? (call.caller.split('/').at(-1) ?? '') : '';
    tries().set(step, [...(tries().get(step) ?? []), now()]);
    return hit(call, input);
  };
}

function record(now: number, delivery: number): object {
  const attributes = { ApproximateReceiveCount: String(delivery), SentTimestamp: String(now) };
  return {
    messageId: 'message',
    receiptHandle: 'handle',
    body: envelope(user, now),
    attributes,
    eventSource: 'aws:sqs',
  };
}

function stubs(recorded: () => Record<string, Record<string, unknown>>) {
  return {
    lambda: { Invoke: (input: { Payload: Uint8Array }) => ({ StatusCode: 200, Payload: validated(input) }) },
    'rds-data': {
      ExecuteStatement: ({ sql }: { sql: string }) => ({ records: [[{ stringValue: answer(sql) }]] }),
    },
    'cognito-idp': {
      AdminGetUser: () => ({ Username: user.id, UserAttributes: [], UserStatus: 'CONFIRMED' }),
    },
    events: { PutEvents: () => ({ FailedEntryCount: 0, Entries: [{ EventId: 'event' }] }) },
    dynamodb: {
      UpdateItem: (input: { ExpressionAttributeValues: Record<string, Record<string, unknown>> }) => {
        Object.assign(recorded(), input.ExpressionAttributeValues);
        return {
          Attributes: {
            executions: { L: [{ S: 'execution' }] },
            possible_publications: { N: '0' },
            ...COUNTED,
          },
        };
      },
    },
    sns: {
      Publish: (alert: Record<string, unknown>) => {
        recorded().alert = alert;
        return { MessageId: 'alert' };
      },
    },
  };
}

/** What CountAlert gets: the first of its cause. */
const COUNTED = { failures: { N: '1' }, first_failure: { S: 'another' } };

/** What ValidateUser makes of its input. */
function validated({ Payload }: { Payload: Uint8Array }): string {
  const { delivery, body } = JSON.parse(Buffer.from(Payload).toString()) as {
    delivery: object;
    body: string;
  };
  const { detail, id } = JSON.parse(body) as { id: string; detail: { metadata: object; data: object } };
  return JSON.stringify({
    delivery: { ...delivery, envelope_id: id },
    event: detail,
    user: { user_id: id, cognito_id: id, email: user.email, name: user.name, phone: user.phone },
    claim: { owner: id },
    persisted: { event_id: id },
  });
}

function answer(sql: string): string {
  if (sql.includes('roll_back_registration')) return '{"rolled_back":true,"reason":"deleted"}';
  const row = { id: user.id, cognito_id: user.id, email: user.email };
  return JSON.stringify({ operation: 'created', persisted_at: '2026-01-31T00:00:00.000Z', user: row });
}
