import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ConflictError } from '../conflict-error';
import type { FailureRecord } from '../failures/failure-record';
import { failureTable } from '../failures/failure-table';
import { findRecord, readRecord } from '../failures/find-record';
import { KEPT_SECONDS } from '../failures/kept-seconds';
import { toDocument } from '../failures/record-document';
import { operator } from '../operator';
import { checkReason } from '../replay/check-reason';
import { refuseClosed } from '../replay/refuse-closed';
import type { Session } from '../session';

export interface DiscardOptions {
  readonly reason: string;
}

/** Closes a record for good; who, when and why are kept for 90 days. */
export async function discard(session: Session, { reason }: DiscardOptions, id: string): Promise<void> {
  const { terminal } = session;
  checkReason(reason);
  const record = await findRecord(session, id);
  refuseOthers(record);
  const now = new Date();
  await close(session, record, { by: await operator(session), at: now.toISOString(), reason }, now);
  const closed = (await readRecord(session, record.failure_id)) ?? record;
  terminal.answer(
    () => `${record.failure_id} is discarded.`,
    () => toDocument(closed, session.options.reveal),
  );
  terminal.say(
    'Its user can sign in, but is not registered. The record is kept for 90 days; a replay still works.',
  );
  terminal.next('failures');
}

function refuseOthers(record: FailureRecord): void {
  refuseClosed(record);
  if (record.status !== 'retrying' && record.status !== 'discarded') return;
  throw new ConflictError({
    where: 'conflict',
    what: record.status === 'retrying' ? 'the queue still delivers it' : 'it is discarded already',
    given: record.failure_id,
    fix:
      record.status === 'retrying'
        ? 'Wait until it is registered, rejected or parked.'
        : `Look at it: npx registrar show ${record.failure_id}`,
  });
}

async function close(session: Session, record: FailureRecord, discarded: object, now: Date): Promise<void> {
  const { name, client } = await failureTable(session);
  try {
    await client.send(
      new UpdateCommand({
        TableName: name,
        Key: { failure_id: record.failure_id },
        UpdateExpression:
          'SET #status = :discarded, discarded = :by, expires_at = :expires_at REMOVE lease_until, leased_by, lease_replay_id',
        ConditionExpression: '#status = :seen AND last_failed_at = :seen_at',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':discarded': 'discarded',
          ':by': discarded,
          ':expires_at': Math.floor(now.getTime() / 1000) + KEPT_SECONDS,
          ':seen': record.status,
          ':seen_at': record.last_failed_at,
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw new ConflictError({
      where: 'conflict',
      what: 'it changed in this moment',
      given: record.failure_id,
      fix: `Look at it again: npx registrar show ${record.failure_id}`,
    });
  }
}
