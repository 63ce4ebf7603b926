import { AwsError } from '../../kernel/aws-error';

/** An error as the JSON protocol names it: the code is the name of its shape. */
export function sqsError(code: string, message: string, status = 400): AwsError {
  return new AwsError(code, message, status);
}

export function invalidParameter(parameter: string, value: unknown, reason: string): AwsError {
  return sqsError(
    'InvalidParameterValueException',
    `Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
}

export function missingParameter(parameter: string): AwsError {
  return sqsError(
    'MissingRequiredParameterException',
    `The request must contain the parameter ${parameter}.`,
  );
}

/** A member that only a FIFO queue takes. */
export function fifoOnly(parameter: string, value: string): AwsError {
  return invalidParameter(
    parameter,
    value,
    'The request includes a parameter that is not valid for this queue type.',
  );
}

/** The codes that SQS had before it spoke JSON; it still sends them beside the new ones. (SQS API reference, "Common Errors") */
export const queryErrorCodes: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueDeletedRecently: 'AWS.SimpleQueueService.QueueDeletedRecently',
  QueueNameExists: 'QueueAlreadyExists',
  InvalidParameterValueException: 'InvalidParameterValue',
  MissingRequiredParameterException: 'MissingParameter',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};
