import type { handler as Handler } from '../../tasks/check-trigger.lambda';
import { captureOutput } from './captured-output';
import { PoolServer } from './pool-server';

const OURS = 'arn:aws:lambda:us-east-1:123456789012:function:UserRegistration-PublishUserRegistered';

const server = new PoolServer();
let handler: typeof Handler;
let output: ReturnType<typeof captureOutput>;

beforeAll(async () => {
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_ENDPOINT_URL: await server.start(),
    USER_POOL_ID: 'us-east-1_Pool',
    TRIGGER_FUNCTION_ARN: OURS,
    POWERTOOLS_METRICS_NAMESPACE: 'UserRegistration',
    POWERTOOLS_SERVICE_NAME: 'user-registration',
  });
  ({ handler } = await import('../../tasks/check-trigger.lambda'));
});

beforeEach(() => (output = captureOutput()));
afterEach(() => output.stop());

afterAll(async () => {
  delete process.env.AWS_ENDPOINT_URL;
  await server.stop();
});

describe('CheckTrigger', () => {
  it.each([
    ['none', 0, { PostConfirmation: OURS }],
    ['the loss, where the pool calls nothing', 1, {}],
    ['the loss, where the pool calls another function', 1, { PostConfirmation: `${OURS}-of-others` }],
  ])('counts %s', async (_, count, LambdaConfig) => {
    server.pool = { LambdaConfig };

    await handler();

    // The alarm TriggerDetached reads a nought as well: without one it could not end.
    expect(output.lines()).toContainEqual(expect.objectContaining({ TriggerDetached: count }));
  });

  it('fails when the pool cannot be asked, so that no nought is counted', async () => {
    server.answers.DescribeUserPool = () =>
      ({ status: 400, body: { __type: 'AccessDeniedException' } }) as never;

    await expect(handler()).rejects.toThrow();
    expect(output.lines()).toEqual([]);
  });
});
