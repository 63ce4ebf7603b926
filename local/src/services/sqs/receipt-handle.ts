import { invalidParameter, missingParameter, sqsError } from './sqs-error';

/** What a receipt handle says: which receipt of which message. It outlives a restart. */
export interface Receipt {
  readonly messageId: string;
  readonly receives: number;
}

export function receiptHandle(queueArn: string, receipt: Receipt): string {
  return Buffer.from(`${queueArn} ${receipt.messageId} ${receipt.receives}`).toString('base64');
}

/** Reads a handle; refuses what this queue never gave out. */
export function readReceiptHandle(queueArn: string, handle: string | undefined): Receipt {
  if (!handle) throw missingParameter('ReceiptHandle');
  const [arn, messageId, receives] = Buffer.from(handle, 'base64').toString().split(' ');
  if (!arn?.startsWith('arn:') || !messageId || !receives)
    throw sqsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
  if (arn !== queueArn) throw invalidParameter('ReceiptHandle', handle, 'The receipt handle has expired.');
  return { messageId, receives: Number(receives) };
}
