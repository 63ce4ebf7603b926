import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Session } from '../session';
import { UserError } from '../user-error';
import { toFailureRecord, type FailureRecord } from './failure-record';
import { failureTable } from './failure-table';

/** Shorter beginnings fit too many records to be meant. */
const SHORTEST_BEGINNING = 4;
const SHOWN = 5;

/** The record with this id, or the only one whose id begins so. Throws a `UserError` when there is none, or several. */
export async function findRecord(session: Session, given: string): Promise<FailureRecord> {
  const exact = await readRecord(session, given);
  if (exact) return exact;
  const ids = given.length < SHORTEST_BEGINNING ? [] : await idsBeginningWith(session, given);
  if (ids.length > 1) throw ambiguous(given, ids);
  const record = ids[0] === undefined ? undefined : await readRecord(session, ids[0]);
  if (!record) throw notThere(given);
  return record;
}

/** The record as it is now, not as it may have been a moment ago. */
export async function readRecord(session: Session, failureId: string): Promise<FailureRecord | undefined> {
  const { name, client } = await failureTable(session);
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: { failure_id: failureId }, ConsistentRead: true }),
  );
  return Item && toFailureRecord(Item);
}

async function idsBeginningWith(session: Session, beginning: string): Promise<string[]> {
  const { name, client } = await failureTable(session);
  const ids: string[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: name,
        ProjectionExpression: 'failure_id',
        FilterExpression: 'begins_with(failure_id, :beginning)',
        ExpressionAttributeValues: { ':beginning': beginning },
        ExclusiveStartKey,
      }),
    );
    ids.push(...(page.Items ?? []).map((item) => String(item.failure_id)));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey && ids.length <= SHOWN);
  return ids;
}

function ambiguous(given: string, ids: readonly string[]): UserError {
  return new UserError({
    where: 'failure-id',
    what: `several records begin so: ${ids.slice(0, SHOWN).join(', ')}${ids.length > SHOWN ? ', …' : ''}`,
    given,
    fix: 'Give more characters of the id.',
  });
}

function notThere(given: string): UserError {
  return new UserError({
    where: 'failure-id',
    what: 'there is no such record; closed ones are forgotten after 90 days',
    given,
    fix: 'See what there is: npx registrar failures --status all',
  });
}
