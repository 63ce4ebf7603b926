import { AwsError } from '../../kernel/aws-error';
import { queryErrorCodes, sqsError } from './sqs-error';

export interface BatchEntry {
  readonly Id: string;
}

export interface BatchResult<Success> {
  readonly Successful: Success[];
  readonly Failed?: { Id: string; SenderFault: boolean; Code: string; Message: string }[];
}

/** Runs each entry of a batch on its own: one that AWS refuses fails alone. Throws for a batch that is wrong as a whole. */
export function runBatch<Entry extends BatchEntry, Success>(
  entries: readonly Entry[] | undefined,
  entryType: string,
  run: (entry: Entry) => Success,
): BatchResult<Success> {
  checkBatch(entries, entryType);
  const Successful: Success[] = [];
  const Failed: NonNullable<BatchResult<Success>['Failed']> = [];
  for (const entry of entries) {
    try {
      Successful.push(run(entry));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const Code = queryErrorCodes[error.code] ?? error.code;
      Failed.push({ Id: entry.Id, SenderFault: true, Code, Message: error.message });
    }
  }
  return Failed.length > 0 ? { Successful, Failed } : { Successful };
}

function checkBatch<Entry extends BatchEntry>(
  entries: readonly Entry[] | undefined,
  entryType: string,
): asserts entries is readonly Entry[] {
  if (!entries?.length)
    throw sqsError('EmptyBatchRequest', `There should be at least one ${entryType} in the request.`);
  if (entries.length > 10)
    throw sqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  const seen = new Set<string>();
  for (const { Id } of entries) {
    if (!/^[\w-]{1,80}$/.test(Id ?? ''))
      throw sqsError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    if (seen.has(Id)) throw sqsError('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    seen.add(Id);
  }
}
