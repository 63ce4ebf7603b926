import fc from 'fast-check';
import { createSqs } from '../../../src/services/sqs/sqs-service';
import { manualClock } from './manual-clock';
import { testCloud } from './test-cloud';

type Step =
  | { kind: 'send'; delay: number }
  | { kind: 'receive'; max: number }
  | { kind: 'delete'; index: number }
  | { kind: 'hide'; index: number; seconds: number }
  | { kind: 'wait'; seconds: number };

/** What a test knows of a message: from when it may be received, and its last receipt. */
interface Known {
  visibleAt: number;
  receives: number;
  handle?: string;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('send' as const), delay: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ kind: fc.constant('receive' as const), max: fc.integer({ min: 1, max: 10 }) }),
  fc.record({ kind: fc.constant('delete' as const), index: fc.nat(20) }),
  fc.record({
    kind: fc.constant('hide' as const),
    index: fc.nat(20),
    seconds: fc.integer({ min: 0, max: 60 }),
  }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 40 }) }),
);

const MAX_RECEIVES = 4;

async function setUp() {
  const clock = manualClock();
  const cloud = testCloud([createSqs], { clock });
  await cloud.call('sqs', 'CreateQueue', { QueueName: 'dead' });
  const policy = { deadLetterTargetArn: cloud.arn('sqs', 'dead'), maxReceiveCount: MAX_RECEIVES };
  const Attributes = { RedrivePolicy: JSON.stringify(policy), VisibilityTimeout: '30' };
  await cloud.call('sqs', 'CreateQueue', { QueueName: 'queue', Attributes });
  return { clock, cloud };
}

/** Runs the steps on a queue and on a model of it, and compares what they say. */
async function agrees(steps: Step[]): Promise<void> {
  const { clock, cloud } = await setUp();
  const model = new Map<string, Known>();
  const dead = new Set<string>();
  const call = <Output>(operation: string, input: object) =>
    cloud.call<Output>('sqs', operation, { QueueUrl: 'queue', ...input });
  const nth = (index: number) => [...model.values()].filter(({ handle }) => handle)[index];
  for (const each of steps) {
    const now = clock.now();
    if (each.kind === 'wait') clock.advance(each.seconds * 1000);
    if (each.kind === 'send') {
      const input = { MessageBody: 'x', DelaySeconds: each.delay };
      const { MessageId } = await call<{ MessageId: string }>('SendMessage', input);
      model.set(MessageId, { visibleAt: now + each.delay * 1000, receives: 0 });
    }
    if (each.kind === 'receive') {
      const { Messages = [] } = await call<{ Messages?: { MessageId: string; ReceiptHandle: string }[] }>(
        'ReceiveMessage',
        { MaxNumberOfMessages: each.max },
      );
      const visible = [...model].filter(([, { visibleAt }]) => visibleAt <= now);
      const deliverable = visible.filter(([, { receives }]) => receives < MAX_RECEIVES);
      expect(Messages).toHaveLength(Math.min(each.max, deliverable.length));
      for (const { MessageId, ReceiptHandle } of Messages) {
        const known = model.get(MessageId);
        expect(known?.visibleAt).toBeLessThanOrEqual(now);
        model.set(MessageId, {
          visibleAt: now + 30_000,
          receives: known!.receives + 1,
          handle: ReceiptHandle,
        });
      }
    }
    if (each.kind === 'delete') {
      const known = nth(each.index);
      if (known) await call('DeleteMessage', { ReceiptHandle: known.handle });
      for (const [id, value] of model) if (value === known) model.delete(id);
    }
    if (each.kind === 'hide') {
      const known = nth(each.index);
      const input = { ReceiptHandle: known?.handle, VisibilityTimeout: each.seconds };
      if (known) await call('ChangeMessageVisibility', input);
      if (known) known.visibleAt = now + each.seconds * 1000;
    }
    await moveDead(model, dead);
  }
  expect((await cloud.messageCount('queue')) + (await cloud.messageCount('dead'))).toBe(model.size);

  /** A handle of a message that has gone to the dead-letter queue works there, not here: forget it. */
  async function moveDead(known: Map<string, Known>, gone: Set<string>) {
    const input = { QueueUrl: 'dead', MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
    const { Messages = [] } = await cloud.call<{ Messages?: { MessageId: string }[] }>(
      'sqs',
      'ReceiveMessage',
      input,
    );
    for (const { MessageId } of Messages) {
      if (gone.has(MessageId)) continue;
      expect(known.get(MessageId)?.receives).toBe(MAX_RECEIVES);
      gone.add(MessageId);
      known.set(MessageId, { visibleAt: Infinity, receives: MAX_RECEIVES });
    }
  }
}

it('loses no message, gives none to two receivers at once, and gives each up after its receipts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), (steps) => agrees(steps)),
    { numRuns: 200 },
  );
});
