import { CognitoIdentityProviderClient, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { SFNClient, StartExecutionCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AwsError } from '../../src/kernel/aws-error';
import type { Operation, Service } from '../../src/kernel/service';
import { jsonWire } from '../../src/http/json-wire';
import { clientConfig } from '../../testing/client-config';
import { startEndpoint } from './start-endpoint';

function jsonService(name: string, targetPrefix: string, operations: Record<string, Operation>): Service {
  const protocol = { kind: 'json', version: '1.0', targetPrefix } as const;
  return { name, protocol, members: 'pascal', operations };
}

async function withService<Result>(service: Service, run: (url: string) => Promise<Result>): Promise<Result> {
  const endpoint = await startEndpoint(service);
  try {
    return await run(endpoint.url);
  } finally {
    await endpoint.close();
  }
}

// Smithy 2.0, "AWS JSON 1.0 protocol": shape serialization, operation error serialization.
describe('AWS JSON', () => {
  it('carries a date as epoch seconds with their fraction', async () => {
    const startDate = new Date('2026-01-02T03:04:05.678Z');
    const states = jsonService('states', 'AWSStepFunctions', {
      StartExecution: () => ({ executionArn: 'arn:aws:states:x', startDate }),
    });
    const answer = await withService(states, (url) =>
      new SFNClient(clientConfig(url)).send(
        new StartExecutionCommand({ stateMachineArn: 'arn:aws:states:y' }),
      ),
    );
    expect(answer).toMatchObject({ executionArn: 'arn:aws:states:x', startDate });
  });

  it('carries a blob as base64', async () => {
    const sqs = jsonService('sqs', 'AmazonSQS', {
      ReceiveMessage: () => ({
        Messages: [{ MessageAttributes: { a: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) } } }],
      }),
    });
    const answer = await withService(sqs, (url) =>
      new SQSClient({ ...clientConfig(url), md5: false }).send(
        new ReceiveMessageCommand({ QueueUrl: `${url}/0/q` }),
      ),
    );
    expect(answer.Messages?.[0]?.MessageAttributes?.a?.BinaryValue).toEqual(new Uint8Array([0, 255]));
  });

  it('tells an error by its code, message and status', async () => {
    const events = jsonService('events', 'AWSEvents', {
      ListRules: () => {
        throw new AwsError('ResourceNotFoundException', 'Event bus b does not exist.');
      },
    });
    const failure = withService(events, (url) =>
      new EventBridgeClient(clientConfig(url)).send(new ListRulesCommand({ EventBusName: 'b' })),
    );
    await expect(failure).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Event bus b does not exist.',
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string },
    });
  });

  it('finds an unsigned request by its target: SignUp takes no credentials', async () => {
    const cognito = jsonService('cognito-idp', 'AWSCognitoIdentityProviderService', {
      SignUp: () => ({ UserSub: 'sub-1', UserConfirmed: false }),
    });
    const input = { ClientId: 'c', Username: 'u', Password: 'p' };
    const answer = await withService(cognito, (url) =>
      new CognitoIdentityProviderClient(clientConfig(url)).send(new SignUpCommand(input)),
    );
    expect(answer.UserSub).toBe('sub-1');
  });

  it('serves StartSyncExecution when the client leaves out its host prefix', async () => {
    const states = jsonService('states', 'AWSStepFunctions', {
      StartSyncExecution: () => ({ status: 'SUCCEEDED', output: '{}' }),
    });
    const config = (url: string) => ({ ...clientConfig(url), disableHostPrefix: true });
    const answer = await withService(states, (url) =>
      new SFNClient(config(url)).send(new StartSyncExecutionCommand({ stateMachineArn: 'arn:aws:states:y' })),
    );
    expect(answer.status).toBe('SUCCEEDED');
  });

  it('tells the code of the older query protocol where a service once spoke it', async () => {
    const service: Service = {
      name: 'sqs',
      members: 'pascal',
      protocol: {
        kind: 'json',
        version: '1.0',
        targetPrefix: 'AmazonSQS',
        queryErrorCodes: { QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue' },
      },
      operations: {
        ReceiveMessage: () => {
          throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
        },
      },
    };
    const failure = withService(service, (url) =>
      new SQSClient({ ...clientConfig(url), md5: false }).send(
        new ReceiveMessageCommand({ QueueUrl: `${url}/0/q` }),
      ),
    );
    await expect(failure).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
      Type: 'Sender',
    });
  });

  it.each([
    ['{"a":', 'SerializationException'],
    ['[]', 'SerializationException'],
    ['null', 'SerializationException'],
  ])('refuses the body %s', async (body, code) => {
    const events = jsonService('events', 'AWSEvents', { ListRules: () => ({}) });
    await withService(events, async (url) => {
      const headers = { 'x-amz-target': 'AWSEvents.ListRules' };
      const response = await fetch(url, { method: 'POST', headers, body });
      expect(response.status).toBe(400);
      expect(response.headers.get('x-amzn-errortype')).toBe(code);
      expect(await response.json()).toMatchObject({ __type: code });
    });
  });

  it('refuses an unknown operation by name', async () => {
    const events = jsonService('events', 'AWSEvents', {});
    const failure = withService(events, (url) =>
      new EventBridgeClient(clientConfig(url)).send(new ListRulesCommand({})),
    );
    await expect(failure).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: 'The local cloud does not support events:ListRules.',
    });
  });

  it('does not take an inherited name for an operation', async () => {
    const events = jsonService('events', 'AWSEvents', {});
    await withService(events, async (url) => {
      const headers = { 'x-amz-target': 'AWSEvents.constructor' };
      const response = await fetch(url, { method: 'POST', headers });
      expect(await response.json()).toMatchObject({ __type: 'UnknownOperationException' });
    });
  });
});

it('names an error in full for a service that once spoke the query protocol, as SQS does', () => {
  const protocol = { kind: 'json', version: '1.0', targetPrefix: 'AmazonSQS' } as const;
  const sqs = {
    name: 'sqs',
    members: 'pascal',
    operations: {},
    protocol: { ...protocol, queryErrorCodes: {} },
  };
  const { headers, body } = jsonWire.encodeError(
    new AwsError('QueueDoesNotExist', 'No.'),
    'id',
    sqs as Service,
  );
  expect(headers['x-amzn-errortype']).toBe('com.amazonaws.sqs#QueueDoesNotExist');
  expect(JSON.parse(body as string)).toMatchObject({ __type: 'com.amazonaws.sqs#QueueDoesNotExist' });
});
