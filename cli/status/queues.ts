import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { OutputName } from '../aws/stack-outputs';
import type { Session } from '../aws/session';
import { countMessages } from '../dead-letters/look-at-messages';
import { ago } from '../terminal/ago';
import { countOf, type Reading, readPart } from './reading';

/** Nobody waits longer in a queue that is taken from; a failed delivery is hidden for 29.5 minutes, so this is a second one. */
const LONG = 35 * 60;
/** What arrives in a moment is taken in the next. */
const SOON = 60;

/** What waits in the registration queue, and for how long. */
export function readQueue(session: Session): Promise<Reading> {
  return readPart(session, 'queue', async () => {
    const queueUrl = await session.output('RegistrationQueueUrl');
    const { visible, lookedAt } = await countMessages(session, queueUrl);
    const age = visible + lookedAt > 0 ? await oldestSeconds(session, queueUrl) : undefined;
    const oldest = age === undefined ? '' : `, the oldest for ${ago(0, age * 1000)}`;
    const level =
      age !== undefined && age > LONG ? 'red' : visible > 0 && (age ?? SOON) >= SOON ? 'yellow' : 'green';
    if (visible + lookedAt === 0) return { level, says: 'empty' };
    const waiting = visible ? countOf(visible, 'message waits', 'messages wait') : '';
    const hidden = lookedAt ? `${lookedAt} under way, or hidden until the next delivery` : '';
    return { level, says: [waiting, hidden].filter(Boolean).join(', ') + oldest };
  });
}

/** The age of the oldest message in seconds, as CloudWatch last saw it; SQS itself does not tell. */
async function oldestSeconds(session: Session, queueUrl: string): Promise<number | undefined> {
  const now = session.now();
  const Metric = {
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateAgeOfOldestMessage',
    Dimensions: [{ Name: 'QueueName', Value: queueUrl.slice(queueUrl.lastIndexOf('/') + 1) }],
  };
  const command = new GetMetricDataCommand({
    StartTime: new Date(now - 15 * 60_000),
    EndTime: new Date(now),
    MetricDataQueries: [{ Id: 'age', MetricStat: { Metric, Period: 60, Stat: 'Maximum' } }],
  });
  try {
    const { MetricDataResults = [] } = await session.client(CloudWatchClient).send(command);
    return MetricDataResults[0]?.Values?.[0];
  } catch {
    // How much waits is known without it.
    return undefined;
  }
}

const DEAD: readonly { readonly part: string; readonly output: OutputName; readonly what: string }[] = [
  { part: 'dead letters', output: 'DeadLetterQueueUrl', what: 'that the workflow could not even record' },
  {
    part: 'rule letters',
    output: 'RuleDeadLetterQueueUrl',
    what: 'that EventBridge could not hand to the queue',
  },
];

/** What lies in the two dead-letter queues. */
export function readDeadLetters(session: Session): Promise<Reading>[] {
  return DEAD.map(({ part, output, what }) =>
    readPart(session, part, async () => {
      const { visible, lookedAt } = await countMessages(session, await session.output(output));
      const count = visible + lookedAt;
      if (count === 0) return { level: 'green', says: 'none' };
      const then = ['npx registrar dead-letters'];
      return { level: 'red', says: `${countOf(count, 'message')} ${what}`, then };
    }),
  );
}
