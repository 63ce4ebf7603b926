import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SFNClient, TestStateCommand } from '@aws-sdk/client-sfn';
import { isUnreadable, operationOf } from '../../../cli/aws/failed-operation';
import { run } from '../../../cli/program';
import { Session } from '../../../cli/aws/session';
import { createTerminal } from '../../../cli/terminal/terminal';

const OPTIONS = { stack: 'UserRegistration' };

const { AWS_ENDPOINT_URL } = process.env;
let server: Server;
let answer: { status: number; type: string; body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.AWS_ENDPOINT_URL = endpoint();
});

afterAll(async () => {
  if (AWS_ENDPOINT_URL === undefined) delete process.env.AWS_ENDPOINT_URL;
  else process.env.AWS_ENDPOINT_URL = AWS_ENDPOINT_URL;
  await new Promise((resolve) => server.close(resolve));
});

describe('an endpoint that is not AWS', () => {
  it('is named in one line, with the operation that it does not have, when it answers with a page', async () => {
    answer = { status: 404, type: 'text/html', body: '<!doctype html><p>no such thing' };
    let stderr = '';
    const write = (text: string) => (stderr += text);

    const code = await run(['failures'], { stdout: { write }, stderr: { write } });

    expect(code).toBe(1);
    expect(stderr).toBe(
      `error: CloudFormation DescribeStacks: ${endpoint()} did not answer as AWS does (status 404). It may not have that ` +
        'operation: choose an endpoint that has it with AWS_ENDPOINT_URL; the local cloud does (npm start).\n',
    );
  });

  it.each([
    ['a page', { status: 500, type: 'text/html', body: '<!doctype html>' }, true],
    [
      'an error of its own',
      { status: 400, type: 'application/x-amz-json-1.0', body: '{"__type":"NotYet","message":"no"}' },
      false,
    ],
  ])('leaves no doubt about the operation that it answered with %s', async (_, given, unreadable) => {
    answer = given;

    const error = await callTestState();

    expect(operationOf(error)).toBe('SFN TestState');
    expect(isUnreadable(error)).toBe(unreadable);
  });
});

async function callTestState(): Promise<Error> {
  const terminal = createTerminal({ stdout: { write() {} }, stderr: { write() {} } }, OPTIONS);
  const session = new Session(OPTIONS, terminal);
  return session
    .client(UnprefixedClient)
    .send(new TestStateCommand({ definition: '{}' }))
    .then(
      () => {
        throw new Error('it was answered');
      },
      (error: Error) => error,
    );
}

class UnprefixedClient extends SFNClient {
  constructor(config: object) {
    super({ ...config, maxAttempts: 1, disableHostPrefix: true });
  }
}

function endpoint(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
