import { checkInput } from '../../src/http/check-input';

const check = (service: string, operation: string, input: object, texts: boolean | string[] = false) =>
  checkInput(service, { operation, input, texts });

// The words are those of AWS's deserializer (seen from DynamoDB, SQS and others as SerializationException).
describe('the input of an operation', () => {
  it.each<[string, string, object]>([
    ['sqs', 'SendMessage', { QueueUrl: 'u', MessageBody: 'b', DelaySeconds: 1 }],
    ['sqs', 'SendMessageBatch', { QueueUrl: 'u', Entries: [{ Id: 'a', MessageBody: 'b' }] }],
    ['sqs', 'CreateQueue', { QueueName: 'q', Attributes: { DelaySeconds: '1' } }],
    ['rds-data', 'ExecuteStatement', { sql: 's', parameters: [{ name: 'n', value: { isNull: true } }] }],
    ['lambda', 'Invoke', { FunctionName: 'f', Payload: new Uint8Array([1]) }],
    ['events', 'PutEvents', { Entries: [{ Time: 1, Source: 's' }], Unknown: { a: [1] } }],
    ['unknown', 'Any', { a: 1 }],
    ['sqs', 'UnknownOperation', { QueueUrl: 1 }],
  ])('passes to %s %s as it is when it fits', (service, operation, input) => {
    expect(check(service, operation, input)).toEqual(input);
  });

  it.each<[string, string, object, string]>([
    ['sqs', 'SendMessage', { QueueUrl: 1 }, 'NUMBER_VALUE cannot be converted to String'],
    ['sqs', 'SendMessage', { QueueUrl: 1.5 }, 'DECIMAL_VALUE cannot be converted to String'],
    ['sqs', 'SendMessage', { QueueUrl: true }, 'TRUE_VALUE cannot be converted to String'],
    ['sqs', 'SendMessage', { QueueUrl: {} }, 'Start of structure or map found where not expected'],
    ['sqs', 'SendMessage', { QueueUrl: [] }, 'Start of list found where not expected'],
    ['sqs', 'SendMessage', { DelaySeconds: '1' }, 'STRING_VALUE cannot be converted to Integer'],
    ['sqs', 'SendMessageBatch', { Entries: 'x' }, 'Unexpected field type'],
    ['sqs', 'SendMessageBatch', { Entries: {} }, 'Start of structure or map found where not expected'],
    ['sqs', 'SendMessageBatch', { Entries: [{ Id: 1 }] }, 'NUMBER_VALUE cannot be converted to String'],
    ['sqs', 'CreateQueue', { Attributes: [] }, 'Start of list found where not expected'],
    ['sqs', 'CreateQueue', { Attributes: { A: 1 } }, 'NUMBER_VALUE cannot be converted to String'],
    [
      'rds-data',
      'ExecuteStatement',
      { includeResultMetadata: 'true' },
      'STRING_VALUE cannot be converted to Boolean',
    ],
    ['rds-data', 'ExecuteStatement', { parameters: [{ value: 1 }] }, 'Unexpected field type'],
  ])('is refused by %s %s when it is %j', (service, operation, input, message) => {
    expect(() => check(service, operation, input)).toThrow(message);
  });

  it('has no members that are null', () => {
    const input = { QueueUrl: null, Entries: [null, { Id: 'a', MessageBody: null }] };
    expect(check('sqs', 'SendMessageBatch', input)).toEqual({ Entries: [{ Id: 'a' }] });
  });

  it('gets numbers and booleans from text where the API has those', () => {
    const input = { QueueUrl: '1', DelaySeconds: '5' };
    expect(check('sqs', 'SendMessage', input, true)).toEqual({ QueueUrl: '1', DelaySeconds: 5 });
    expect(check('sns', 'Subscribe', { ReturnSubscriptionArn: 'true' }, true)).toEqual({
      ReturnSubscriptionArn: true,
    });
    expect(check('lambda', 'ListFunctions', { MaxItems: '5' }, ['MaxItems'])).toEqual({ MaxItems: 5 });
    expect(() => check('lambda', 'ListFunctions', { MaxItems: 'x' }, ['MaxItems'])).toThrow('STRING_VALUE');
  });

  it('does not take an inherited name for a member', () => {
    const input = JSON.parse('{"__proto__":{"a":1},"constructor":2}') as object;
    expect(Object.keys(check('sqs', 'SendMessage', input))).toEqual(['__proto__', 'constructor']);
  });
});
