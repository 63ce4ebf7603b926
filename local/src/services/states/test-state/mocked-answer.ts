import { AwsError } from '../../../kernel/aws-error';
import { isObject } from '../expressions/json';
import { parseResource } from '../integrations/resource';

/** Shape of an answer: a type's name, `!` for a required member; a nested shape; a list of shapes; `*` any key. */
type Shape = string | readonly [Shape] | { readonly [member: string]: Shape };

const CAPACITY: Shape = { TableName: 'string', CapacityUnits: 'number' };
const ITEM: Shape = {
  ConsumedCapacity: CAPACITY,
  Attributes: 'object',
  Item: 'object',
  ItemCollectionMetrics: 'object',
};
const STARTED: Shape = { ExecutionArn: 'string!', StartDate: 'string!' };
const INVOKED: Shape = {
  StatusCode: 'number',
  FunctionError: 'string',
  LogResult: 'string',
  ExecutedVersion: 'string',
};
const SENT: Shape = { MessageId: 'string', MD5OfMessageBody: 'string', SequenceNumber: 'string' };

/** Answers of the operations that this cloud serves to workflows most, from their API references. */
const ANSWERS: Readonly<Record<string, Shape>> = {
  'eventbridge:putEvents': {
    FailedEntryCount: 'number',
    Entries: [{ EventId: 'string', ErrorCode: 'string', ErrorMessage: 'string' }],
  },
  'sqs:sendMessage': SENT,
  'sns:publish': SENT,
  'sfn:startExecution': STARTED,
  'lambda:invoke': INVOKED,
  'dynamodb:getItem': ITEM,
  'dynamodb:putItem': ITEM,
  'dynamodb:updateItem': ITEM,
  'dynamodb:deleteItem': ITEM,
  'rdsdata:executeStatement': {
    NumberOfRecordsUpdated: 'number',
    FormattedRecords: 'string',
    Records: ['array'],
    GeneratedFields: ['object'],
    ColumnMetadata: [{ Name: 'string', Type: 'number', TypeName: 'string', Label: 'string' }],
  },
};
const SDK_NAMES: Readonly<Record<string, string>> = { events: 'eventbridge', states: 'sfn' };

/**
 * Refuses a mocked answer that the operation could not give. STRICT checks all, PRESENT what is there, NONE nothing.
 * Operations without a shape here are not checked.
 */
export function checkMockedAnswer(resource: string, answer: unknown, mode: string = 'STRICT'): void {
  const parsed = parseResource(resource);
  if (mode === 'NONE' || parsed?.kind === 'function' || parsed?.kind === 'activity' || !parsed) return;
  const service = SDK_NAMES[parsed.service] ?? parsed.service;
  const shape = ANSWERS[`${service}:${parsed.action}`];
  if (!shape || typeof shape === 'string') return;
  if (!isObject(answer)) throw mismatch('Mocked result must be a JSON object.');
  checkMembers(answer, shape as Record<string, Shape>, mode === 'STRICT');
}

function checkMembers(answer: Record<string, unknown>, shape: Record<string, Shape>, strict: boolean): void {
  for (const [member, expected] of Object.entries(shape)) {
    const value = answer[member];
    const required = typeof expected === 'string' && expected.endsWith('!');
    if (value !== undefined) checkValue(member, value, expected, strict);
    else if (required && strict) throw mismatch(fault(`Required field '${member}' is missing`));
  }
}

function checkValue(member: string, value: unknown, expected: Shape, strict: boolean): void {
  if (typeof expected === 'string') return checkType(member, value, expected.replace('!', ''));
  if (!Array.isArray(expected)) {
    if (!isObject(value)) throw mismatch(fault(`Field '${member}' must be an object`));
    return checkMembers(value, expected as Record<string, Shape>, strict);
  }
  if (!Array.isArray(value)) throw mismatch(fault(`Field '${member}' must be an array`));
  for (const element of value) checkValue(member, element, (expected as readonly [Shape])[0], strict);
}

function checkType(member: string, value: unknown, type: string): void {
  const fits =
    type === 'array' ? Array.isArray(value) : type === 'object' ? isObject(value) : typeof value === type;
  if (!fits) throw mismatch(fault(`Field '${member}' must be ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`));
}

function fault(what: string): string {
  return `Mock result schema validation error: ${what}`;
}

function mismatch(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
