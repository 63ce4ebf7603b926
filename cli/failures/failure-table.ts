import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Session } from '../aws/session';
import {
  type Disposition,
  type FailureRecord,
  type Status,
  statuses,
  toFailureRecord,
} from './failure-record';
import { speaksOf } from './speaks-of';

/** The failure table and the client to talk to it. */
export interface FailureTable {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
}

export async function failureTable(session: Session): Promise<FailureTable> {
  const name = await session.output('FailureTableName');
  const options = { marshallOptions: { removeUndefinedValues: true } };
  return { name, client: DynamoDBDocumentClient.from(session.client(DynamoDBClient), options) };
}

/** The record as it is now, not as it may have been a moment ago. */
export async function readRecord(session: Session, failureId: string): Promise<FailureRecord | undefined> {
  const { name, client } = await failureTable(session);
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: { failure_id: failureId }, ConsistentRead: true }),
  );
  return isRecord(Item) ? toFailureRecord(Item) : undefined;
}

/** The table also holds what the workflow counts, which has no status. */
function isRecord(item?: Record<string, unknown>): item is Record<string, unknown> {
  return item?.status !== undefined;
}

/** Which records to list; what is left out does not restrict. */
export interface RecordFilter {
  readonly statuses?: readonly Status[];
  readonly step?: string;
  readonly disposition?: Disposition;
  /** Part of the error's name, in any case. */
  readonly error?: string;
  /** An e-mail address, or the beginning of an id, that the registration speaks of. */
  readonly user?: string;
  /** Failed last at this time or later. */
  readonly since?: Date;
}

/** Every record that fits, the oldest failure first. */
export async function listRecords(session: Session, filter: RecordFilter): Promise<FailureRecord[]> {
  const lists = await Promise.all(
    (filter.statuses ?? statuses).map((status) => withStatus(session, status, filter)),
  );
  return lists.flat().sort((a, b) => a.last_failed_at.localeCompare(b.last_failed_at));
}

/** Ids of records that begin so, and of no more than it takes to know that there are `most`. */
export async function idsBeginningWith(session: Session, beginning: string, most: number): Promise<string[]> {
  const { name: TableName, client } = await failureTable(session);
  const query = {
    TableName,
    ProjectionExpression: 'failure_id',
    FilterExpression: 'begins_with(failure_id, :beginning) AND attribute_exists(#status)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':beginning': beginning },
  };
  const ids: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, query)) {
    ids.push(...Items.map((item) => String(item.failure_id)));
    if (ids.length >= most) break;
  }
  return ids;
}

async function withStatus(session: Session, status: Status, filter: RecordFilter): Promise<FailureRecord[]> {
  const { name: TableName, client } = await failureTable(session);
  const query = {
    TableName,
    IndexName: 'by-status',
    KeyConditionExpression: '#status = :status AND last_failed_at >= :since',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': status, ':since': (filter.since ?? new Date(0)).toISOString() },
  };
  const records: FailureRecord[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, query))
    records.push(...Items.map(toFailureRecord).filter((record) => fits(record, filter)));
  return records;
}

function fits(record: FailureRecord, { step, disposition, error, user }: RecordFilter): boolean {
  if (step !== undefined && record.failed_step !== step) return false;
  if (error !== undefined && !record.error.toLowerCase().includes(error.toLowerCase())) return false;
  if (user !== undefined && !speaksOf(record.state, user)) return false;
  return disposition === undefined || record.disposition === disposition;
}
