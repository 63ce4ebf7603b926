import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { startExecution } from '../../../cli/replay/start-execution';
import { StubSession } from '../stub-session';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:user-registration';
type Answer = { readonly status: number; readonly body: object } | 'hang up';
const THROTTLED: Answer = { status: 400, body: { __type: 'ThrottlingException', message: 'slow down' } };
const BROKEN: Answer = { status: 500, body: { __type: 'InternalFailure', message: 'odd' } };

describe('startExecution', () => {
  const { AWS_ENDPOINT_URL } = process.env;
  let server: Server;
  let session: StubSession;
  let answer: Answer;
  const asked: unknown[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        asked.push(JSON.parse(text));
        if (answer === 'hang up') return request.socket.destroy();
        response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
        return response.end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env.AWS_ENDPOINT_URL = endpoint;
    session = new StubSession(endpoint, {});
  });
  beforeEach(() => asked.splice(0));
  afterAll(async () => {
    if (AWS_ENDPOINT_URL === undefined) delete process.env.AWS_ENDPOINT_URL;
    else process.env.AWS_ENDPOINT_URL = AWS_ENDPOINT_URL;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const start = () =>
    startExecution(session, {
      stateMachineArn: ARN,
      name: 'replay-1',
      resumeAt: 'UpsertUser',
      state: { delivery: { attempt: 4 } },
    });

  it('sends one element: where to start, and a state that is complete', async () => {
    answer = {
      status: 200,
      body: { status: 'SUCCEEDED', executionArn: 'arn', output: '{"outcome":"registered"}' },
    };

    expect(await start()).toMatchObject({ outcome: 'registered', executionArn: 'arn' });

    const input = '[{"resume_at":"UpsertUser","state":{"delivery":{"attempt":4}}}]';
    expect(asked).toEqual([{ stateMachineArn: ARN, name: 'replay-1', input }]);
  });

  it.each([
    ['is throttled', THROTTLED, 'not_started'],
    ['is answered with an error of the service', BROKEN, 'unknown'],
    ['is not answered', 'hang up', 'unknown'],
  ] as const)('starts one execution and no other when it %s', async (_, given, outcome) => {
    answer = given;

    expect(await start()).toMatchObject({ outcome });
    expect(asked).toHaveLength(1);

    // What the SDK does by itself.
    const again = session.client(SFNClient).send(new DescribeStateMachineCommand({ stateMachineArn: ARN }));
    await expect(again).rejects.toThrow();
    expect(asked.length).toBeGreaterThan(2);
  });
});
