import { AwsError } from '../../../../src/kernel/aws-error';
import { only, StatesFixture } from '../../../../testing/state-machine-runner';

const task = (resource: string, Arguments: unknown = {}, more: object = {}) =>
  only({ Type: 'Task', Resource: `arn:aws:states:::${resource}`, Arguments, ...more });
const refuse = (code: string, message: string, status?: number) => () => {
  throw new AwsError(code, message, status);
};
const failure = (message: string) => ({
  StatusCode: 200,
  FunctionError: 'Unhandled',
  Payload: Buffer.from(message),
});
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:Work';

describe('lambda:invoke', () => {
  it('gives the parsed payload with version, status and response metadata', async () => {
    const states = new StatesFixture({
      lambda: {
        Invoke: () => ({ StatusCode: 200, ExecutedVersion: '$LATEST', Payload: Buffer.from('{"a": [1]}') }),
      },
    });
    expect(await states.output(task('lambda:invoke', { FunctionName: 'Work', Payload: { b: 2 } }))).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { a: [1] },
      SdkHttpMetadata: expect.objectContaining({ HttpStatusCode: 200 }) as object,
      SdkResponseMetadata: { RequestId: expect.any(String) as string },
      StatusCode: 200,
    });
    const { Payload, ...rest } = states.calls[0]!.input;
    expect(rest).toEqual({ FunctionName: 'Work' });
    expect(Buffer.from(Payload as Uint8Array).toString()).toBe('{"b":2}');
  });

  it.each([
    ['{"a":1}', '{"a":1}'],
    ['"text"', '"text"'],
    [null, undefined],
  ])('sends a payload that is the text %j as it is, and null not at all', async (Payload, sent) => {
    const states = new StatesFixture({ lambda: { Invoke: () => ({ StatusCode: 200 }) } });
    await states.output(task('lambda:invoke', { FunctionName: 'Work', Payload }));
    const payload = states.calls[0]!.input.Payload as Buffer | undefined;
    expect(payload?.toString()).toBe(sent);
  });

  it('names the function error, with the payload written anew as the cause', async () => {
    const states = new StatesFixture({
      lambda: { Invoke: () => failure('{"errorType": "Boom", "errorMessage": "m"}') },
    });
    expect(await states.run(task('lambda:invoke', { FunctionName: 'Work' }))).toMatchObject({
      error: 'Boom',
      cause: '{"errorType":"Boom","errorMessage":"m"}',
    });
  });

  it('says what it knows of a failure without a type', async () => {
    const message = '{"errorMessage":"2026-01-01T00:00:00.000Z 1 Task timed out after 3.00 seconds"}';
    const states = new StatesFixture({ lambda: { Invoke: () => failure(message) } });
    expect(await states.run(task('lambda:invoke', { FunctionName: 'Work' }))).toMatchObject({
      error: 'Lambda.Unknown',
      cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${message}`,
    });
  });

  it('names what Lambda refuses', async () => {
    const message = `Function not found: ${FUNCTION}:$LATEST`;
    const states = new StatesFixture({
      lambda: { Invoke: refuse('ResourceNotFoundException', message, 404) },
    });
    const { error, cause } = await states.run(task('lambda:invoke', { FunctionName: 'Work' }));
    expect(error).toBe('Lambda.ResourceNotFoundException');
    expect(cause).toMatch(
      /^Function not found: .+ \(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: [\w-]+; Proxy: null\)$/,
    );
  });
});

describe('a function ARN', () => {
  it('keeps the cause as the function wrote it', async () => {
    const states = new StatesFixture({ lambda: { Invoke: () => failure('{"errorType": "Boom"}') } });
    const result = await states.run(only({ Type: 'Task', Resource: FUNCTION }));
    expect(result).toMatchObject({ error: 'Boom', cause: '{"errorType": "Boom"}' });
    expect(states.types()).toContain('LambdaFunctionFailed');
  });
});

describe('events:putEvents', () => {
  const entry = { Source: 'shop', DetailType: 'sold', Detail: { n: 1 }, Resources: ['arn:mine'] };

  it('takes a detail that is an object and adds machine and execution to the resources', async () => {
    const answer = { FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] };
    const states = new StatesFixture({ events: { PutEvents: () => answer } });
    expect(await states.output(task('events:putEvents', { Entries: [entry] }))).toEqual(answer);
    expect(states.calls[0]!.input).toEqual({
      Entries: [
        {
          ...entry,
          Detail: '{"n":1}',
          Resources: [
            'arn:mine',
            'arn:aws:states:us-east-1:000000000000:stateMachine:machine-1',
            expect.stringContaining(':express:machine-1:'),
          ],
        },
      ],
    });
  });

  it('fails when an entry failed, with the answer as the cause', async () => {
    const Entries = [{ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }];
    const states = new StatesFixture({ events: { PutEvents: () => ({ FailedEntryCount: 1, Entries }) } });
    expect(await states.run(task('events:putEvents', { Entries: [entry] }))).toMatchObject({
      error: 'EventBridge.FailedEntry',
      cause: JSON.stringify({ Entries, FailedEntryCount: 1 }),
    });
  });
});

describe('other optimised integrations', () => {
  it('send a message body and publish a message as JSON text', async () => {
    const states = new StatesFixture({
      sqs: { SendMessage: () => ({ MessageId: 'm' }) },
      sns: { Publish: () => ({ MessageId: 'n' }) },
    });
    await states.output(task('sqs:sendMessage', { QueueUrl: 'q', MessageBody: { a: 1 } }));
    await states.output(task('sns:publish', { TopicArn: 't', Message: 'text' }));
    expect(states.calls.map(({ input }) => input)).toEqual([
      { QueueUrl: 'q', MessageBody: '{"a":1}' },
      { TopicArn: 't', Message: 'text' },
    ]);
  });

  it('take a member that is null for one that is not given', async () => {
    const states = new StatesFixture({ sqs: { SendMessage: () => ({ MessageId: 'm' }) } });
    const args = { QueueUrl: 'q', MessageBody: null, MessageAttributes: { a: { StringValue: null } } };
    await states.output(task('sqs:sendMessage', args));
    expect(states.calls[0]!.input).toEqual({ QueueUrl: 'q', MessageAttributes: { a: {} } });
  });

  it('leave DynamoDB attribute values as they are', async () => {
    const states = new StatesFixture({ dynamodb: { GetItem: () => ({ Item: { id: { S: 'x' } } }) } });
    const Key = { id: { S: 'x' }, lower: { n: { S: 'y' } } };
    expect(
      await states.output(
        task('dynamodb:getItem', { TableName: 'T', Key }, { Output: '{% $states.result.Item %}' }),
      ),
    ).toEqual({
      id: { S: 'x' },
    });
    expect(states.calls[0]!.input).toEqual({ TableName: 'T', Key });
  });

  // Recorded on AWS: codes that the model does not list become the service's general exception.
  it.each([
    ['dynamodb:putItem', 'PutItem', 'ValidationException', 'DynamoDB.AmazonDynamoDBException'],
    ['dynamodb:putItem', 'PutItem', 'ResourceNotFoundException', 'DynamoDB.ResourceNotFoundException'],
    [
      'dynamodb:putItem',
      'PutItem',
      'ConditionalCheckFailedException',
      'DynamoDB.ConditionalCheckFailedException',
    ],
    ['sqs:sendMessage', 'SendMessage', 'MissingRequiredParameterException', 'SQS.AmazonSQSException'],
    ['sqs:sendMessage', 'SendMessage', 'QueueDoesNotExist', 'SQS.QueueDoesNotExistException'],
  ])('%s names a refusal of %s %s as %s', async (resource, operation, code, error) => {
    const service = resource.split(':')[0]!;
    const states = new StatesFixture({ [service]: { [operation]: refuse(code, 'no') } });
    expect(await states.run(task(resource))).toMatchObject({ error });
  });

  it('start an execution of another machine', async () => {
    const states = new StatesFixture();
    const inner = await states.create(only({ Type: 'Pass' }));
    const result = await states.output(
      task('states:startExecution', { StateMachineArn: inner, Input: { a: 1 } }),
    );
    expect(result).toMatchObject({
      ExecutionArn: expect.stringContaining(':express:') as string,
      StartDate: expect.any(String) as string,
    });
  });

  it('name a machine that is not there as AWS does', async () => {
    const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:none';
    const { error, cause } = await new StatesFixture().run(
      task('states:startExecution', { StateMachineArn: arn }),
    );
    expect(error).toBe('StepFunctions.StateMachineDoesNotExistException');
    expect(cause).toContain(
      `State Machine Does Not Exist: '${arn}' (Service: AWSStepFunctions; Status Code: 400; Error Code: `,
    );
  });
});

describe('aws-sdk integrations', () => {
  it('speak PascalCase to an API that does not', async () => {
    const answer = { records: [[{ stringValue: '{}' }, { isNull: true }]], numberOfRecordsUpdated: 0 };
    const states = new StatesFixture({ 'rds-data': { ExecuteStatement: () => answer } });
    const args = {
      ResourceArn: 'r',
      Sql: 'select 1',
      Parameters: [{ Name: 'p', Value: { StringValue: 'v' } }],
    };
    expect(await states.output(task('aws-sdk:rdsdata:executeStatement', args))).toEqual({
      Records: [[{ StringValue: '{}' }, { IsNull: true }]],
      NumberOfRecordsUpdated: 0,
    });
    expect(states.calls[0]!.input).toEqual({
      resourceArn: 'r',
      sql: 'select 1',
      parameters: [{ name: 'p', value: { stringValue: 'v' } }],
    });
  });

  it('hold a long as a double, as all numbers of a state', async () => {
    const states = new StatesFixture({
      'rds-data': { ExecuteStatement: () => ({ records: [[{ longValue: 9223372036854775807n }]] }) },
    });
    const output = await states.output(task('aws-sdk:rdsdata:executeStatement', {}));
    expect(output).toEqual({ Records: [[{ LongValue: 2 ** 63 }]] });
  });

  it('write times as ISO 8601 and leave out what is undefined', async () => {
    const answer = { CreatedDate: new Date(0), Nothing: undefined, SecretBinary: Buffer.from('x') };
    const states = new StatesFixture({ secretsmanager: { GetSecretValue: () => answer } });
    expect(await states.output(task('aws-sdk:secretsmanager:getSecretValue'))).toEqual({
      CreatedDate: '1970-01-01T00:00:00.000Z',
      SecretBinary: 'x',
    });
  });

  it.each([
    [
      'rdsdata:executeStatement',
      'rds-data',
      'ExecuteStatement',
      'DatabaseResumingException',
      'RdsData.DatabaseResumingException',
    ],
    [
      'rdsdata:executeStatement',
      'rds-data',
      'ExecuteStatement',
      'ServiceUnavailableError',
      'RdsData.ServiceUnavailableErrorException',
    ],
    [
      'rdsdata:executeStatement',
      'rds-data',
      'ExecuteStatement',
      'AccessDeniedException',
      'RdsData.AccessDeniedException',
    ],
    [
      'rdsdata:executeStatement',
      'rds-data',
      'ExecuteStatement',
      'ThrottlingException',
      'RdsData.RdsDataException',
    ],
    [
      'dynamodb:putItem',
      'dynamodb',
      'PutItem',
      'ConditionalCheckFailedException',
      'DynamoDb.ConditionalCheckFailedException',
    ],
    ['dynamodb:putItem', 'dynamodb', 'PutItem', 'ValidationException', 'DynamoDb.DynamoDbException'],
    [
      'secretsmanager:createSecret',
      'secretsmanager',
      'CreateSecret',
      'ValidationException',
      'SecretsManager.SecretsManagerException',
    ],
    ['sqs:sendMessage', 'sqs', 'SendMessage', 'QueueDoesNotExist', 'Sqs.QueueDoesNotExistException'],
    [
      'eventbridge:putEvents',
      'events',
      'PutEvents',
      'ResourceNotFoundException',
      'EventBridge.ResourceNotFoundException',
    ],
  ])('aws-sdk:%s of %s:%s names %s as %s', async (resource, service, operation, code, error) => {
    const states = new StatesFixture({ [service]: { [operation]: refuse(code, 'It refuses', 400) } });
    const result = await states.run(task(`aws-sdk:${resource}`));
    expect(result.error).toBe(error);
    expect(result.cause).toMatch(
      /^It refuses \(Service: \w+, Status Code: 400, Request ID: [\w-]+\) \(SDK Attempt Count: 1\)$/,
    );
  });

  it('run a machine synchronously and report its failure as an answer', async () => {
    const states = new StatesFixture();
    const inner = await states.create({ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } });
    expect(
      await states.output(
        task('aws-sdk:sfn:startSyncExecution', { StateMachineArn: inner, Input: { a: 1 } }),
      ),
    ).toMatchObject({
      Status: 'FAILED',
      Error: 'E',
      Input: '{"a":1}',
      BillingDetails: { BilledMemoryUsedInMB: 64 },
    });
  });
});
