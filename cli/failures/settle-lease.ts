import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Session } from '../aws/session';
import { type FailureRecord, KEPT_SECONDS, type Replay, type ReplayOutcome } from './failure-record';
import { failureTable, readRecord } from './failure-table';

/** How a replay ended, as its client heard it. */
export interface Ending {
  readonly outcome: ReplayOutcome;
  readonly executionArn?: string;
  readonly error?: string;
}

const TRIES = 3;

/**
 * Writes the outcome into the history and gives the record free. The workflow has opened or closed the record by then; where
 * it could not, this does. After a lost answer the lease stays: the execution may still run.
 */
export async function settleLease(
  session: Session,
  failureId: string,
  replay: Replay,
  ending: Ending,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const record = await readRecord(session, failureId);
    if (!record) return;
    try {
      return await write(session, record, replay, ending);
    } catch (error) {
      // A delivery of the queue wrote to it in between.
      if (!(error instanceof ConditionalCheckFailedException) || tries === TRIES) throw error;
    }
  }
}

async function write(session: Session, record: FailureRecord, replay: Replay, ending: Ending): Promise<void> {
  const { name, client } = await failureTable(session);
  const at = record.replays.findIndex(({ replay_id }) => replay_id === replay.replay_id);
  const members = [...historyOf(at, ending), ...statusAfter(record, replay, ending, session.now())];
  const isHeld = record.lease_replay_id === replay.replay_id;
  const remove =
    isHeld && ending.outcome !== 'unknown' ? ' REMOVE lease_until, leased_by, lease_replay_id' : '';
  const add = ending.outcome === 'not_started' ? ' ADD replays_started :less' : '';
  // Some of the names are words of DynamoDB's.
  const expression = `SET ${members.map(({ place }, n) => `${place} = :v${n}`).join(', ')}${remove}${add}`;
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: { failure_id: record.failure_id },
      UpdateExpression: expression,
      ConditionExpression: `#status = :seen AND replays[${at}].replay_id = :id AND ${isHeld ? '' : 'NOT '}lease_replay_id = :id`,
      ExpressionAttributeNames: Object.fromEntries(
        [...new Set(expression.match(/#\w+/g)), '#status'].map((alias) => [alias, alias.slice(1)]),
      ),
      ExpressionAttributeValues: {
        ...Object.fromEntries(members.map(({ value }, n) => [`:v${n}`, value])),
        ...(add ? { ':less': -1 } : {}),
        ':seen': record.status,
        ':id': replay.replay_id,
      },
    }),
  );
}

interface Member {
  readonly place: string;
  readonly value: unknown;
}

function historyOf(at: number, { outcome, executionArn, error }: Ending): Member[] {
  const members = { outcome, execution_arn: executionArn, error };
  return Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [{ place: `replays[${at}].#${name}`, value }],
  );
}

function statusAfter(
  record: FailureRecord,
  replay: Replay,
  { outcome, executionArn }: Ending,
  now: number,
): Member[] {
  const isOurs = record.status === 'replaying' && record.lease_replay_id === replay.replay_id;
  if (!isOurs || outcome === 'unknown') return [];
  if (outcome !== 'registered' && outcome !== 'duplicate') return [{ place: '#status', value: 'open' }];
  return [
    { place: '#status', value: 'resolved' },
    { place: 'resolution', value: outcome },
    { place: 'resolved_at', value: new Date(now).toISOString() },
    { place: 'resolved_by', value: executionArn ?? replay.replay_id },
    { place: 'expires_at', value: Math.floor(now / 1000) + KEPT_SECONDS },
  ];
}
