import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Session } from '../session';
import { type FailureRecord, statuses, type Status, toFailureRecord } from './failure-record';
import { failureTable } from './failure-table';

/** Which records to list; what is left out does not restrict. */
export interface RecordFilter {
  readonly statuses?: readonly Status[];
  readonly step?: string;
  readonly disposition?: 'rejected' | 'parked';
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

async function withStatus(session: Session, status: Status, filter: RecordFilter): Promise<FailureRecord[]> {
  const { name, client } = await failureTable(session);
  const records: FailureRecord[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: name,
        IndexName: 'by-status',
        KeyConditionExpression: '#status = :status AND last_failed_at >= :since',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':status': status,
          ':since': (filter.since ?? new Date(0)).toISOString(),
        },
        ExclusiveStartKey,
      }),
    );
    records.push(...(page.Items ?? []).map(toFailureRecord).filter((record) => fits(record, filter)));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return records;
}

function fits(record: FailureRecord, { step, disposition }: RecordFilter): boolean {
  if (step !== undefined && record.failed_step !== step) return false;
  return disposition === undefined || record.disposition === disposition;
}
