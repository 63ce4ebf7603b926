import { AwsError } from '../../kernel/aws-error';
import { checkMessageAttributes } from './message-attributes';
import { messageBytes, type GivenMessage } from './published-message';

export type BatchEntry = GivenMessage & { readonly Id: string };

/** Throws for a batch that AWS refuses as a whole. (SNS API reference, PublishBatch) */
export function checkBatch(entries: readonly BatchEntry[], most: number): void {
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (entries.length > 10)
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      'The batch request contains more entries than permissible.',
    );
  entries.forEach(checkId);
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw new AwsError(
      'BatchEntryIdsNotDistinct',
      'Two or more batch entries in the request have the same Id.',
    );
  entries.forEach(({ MessageAttributes }, index) =>
    checkMessageAttributes(
      MessageAttributes,
      `publishBatchRequestEntries.${index + 1}.member.messageAttributes`,
    ),
  );
  if (entries.reduce((sum, entry) => sum + messageBytes(entry), 0) > most)
    throw new AwsError(
      'BatchRequestTooLong',
      'The length of all the messages put together is more than the limit.',
    );
}

function checkId({ Id = '' }: BatchEntry): void {
  const why = Id.length > 80 ? 'is too long' : !/^[\w-]+$/.test(Id) && 'contains an impermissible character';
  if (why)
    throw new AwsError('InvalidBatchEntryId', `The Id of a batch entry in the batch request ${why}: ${Id}`);
}
