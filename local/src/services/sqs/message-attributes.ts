import type { MessageAttribute } from './message';
import { checkCharacters } from './message-size';
import { sqsError } from './sqs-error';

/** A message attribute as a caller gives it. */
export interface GivenAttribute {
  readonly DataType?: string;
  readonly StringValue?: string;
  /** Base64 text over HTTP, bytes from within the process. */
  readonly BinaryValue?: string | Uint8Array;
}

export type GivenAttributes = Readonly<Record<string, GivenAttribute>>;

/** Checks message attributes as AWS does. (SQS developer guide, "Amazon SQS message metadata") */
export function readMessageAttributes(
  given: GivenAttributes = {},
): Record<string, MessageAttribute> | undefined {
  const entries = Object.entries(given);
  if (entries.length > 10)
    throw refuse(`Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, attribute]) => [name, readAttribute(name, attribute)]));
}

function readAttribute(name: string, given: GivenAttribute): MessageAttribute {
  checkName(name);
  const { DataType = '' } = given;
  checkType(name, DataType);
  if (DataType.startsWith('Binary')) return { DataType, BinaryValue: binaryValue(name, given.BinaryValue) };
  if (!given.StringValue) throw empty(name, DataType);
  checkCharacters(given.StringValue, `message (user) attribute '${name}'`);
  if (DataType.startsWith('Number') && !/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(given.StringValue))
    throw refuse(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  return { DataType, StringValue: given.StringValue };
}

function checkName(name: string): void {
  if (name.length > 256) throw refuse('Message (user) attribute names must be shorter than 256 Bytes');
  // Letters of every alphabet: observed.
  if (!/^[\p{L}\p{N}_.-]+$/u.test(name))
    throw refuse(
      'Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and underscores. ',
    );
  if (/^(aws|amazon)\./i.test(name) || /^\.|\.$|\.\./.test(name))
    throw refuse(
      "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use. Additionally, they cannot start or end with '.'.",
    );
}

function checkType(name: string, type: string): void {
  if (!type)
    throw refuse(`The message (user) attribute '${name}' must contain a non-empty message attribute type.`);
  if (!/^(String|Number|Binary)(\..+)?$/.test(type))
    throw refuse(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  if (type.length > 256) throw refuse('Message (user) attribute types must be shorter than 256 Bytes');
}

function binaryValue(name: string, value: string | Uint8Array | undefined): string {
  if (!value?.length) throw empty(name, 'Binary');
  return typeof value === 'string' ? value : Buffer.from(value).toString('base64');
}

function empty(name: string, type: string) {
  const kind = type.split('.')[0] ?? type;
  return refuse(
    `Message (user) attribute '${name}' must contain a non-empty value of type '${kind === 'Number' ? 'String' : kind}'.`,
  );
}

function refuse(message: string) {
  return sqsError('InvalidParameterValueException', message);
}
