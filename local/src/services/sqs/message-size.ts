import type { MessageAttribute } from './message';
import { sqsError } from './sqs-error';

/** AWS takes 1 MiB in a message and in a whole batch. (SQS developer guide, "Amazon SQS message quotas") */
export const MAX_BATCH_BYTES = 1_048_576;

/** Bytes of the body and of each attribute's name, type and value. */
export function messageSize(
  body: string,
  attributes: Readonly<Record<string, MessageAttribute>> = {},
): number {
  return Object.entries(attributes).reduce(
    (sum, entry) => sum + attributeSize(entry),
    Buffer.byteLength(body),
  );
}

/** Refuses what XML 1.0 cannot carry. (SQS developer guide, "Amazon SQS message quotas", message content) */
export function checkCharacters(text: string, where = 'message body'): void {
  const invalid = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(text)?.[0];
  if (invalid === undefined) return;
  const code = invalid.codePointAt(0)!.toString(16);
  throw sqsError(
    'InvalidMessageContents',
    `Invalid binary character '#x${code}' was found in the ${where}, the set of allowed characters is ` +
      '#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
  );
}

function attributeSize([name, { DataType, StringValue, BinaryValue }]: [string, MessageAttribute]): number {
  const value =
    BinaryValue === undefined
      ? Buffer.byteLength(StringValue ?? '')
      : Buffer.from(BinaryValue, 'base64').length;
  return Buffer.byteLength(name) + Buffer.byteLength(DataType) + value;
}
