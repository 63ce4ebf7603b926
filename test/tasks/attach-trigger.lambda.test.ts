import type { handler as Handler } from '../../tasks/attach-trigger.lambda';
import { captureOutput } from './captured-output';
import { lambdaContext } from './lambda-context';
import { PoolServer } from './pool-server';
import { ResponseUrl } from './response-url';

const POOL = 'us-east-1_Pool';
const OURS = 'arn:aws:lambda:us-east-1:123456789012:function:UserRegistration-PublishUserRegistered';
const OTHER = 'arn:aws:lambda:us-east-1:123456789012:function:older';

const server = new PoolServer();
const answers = server.answers;
const cloudFormation = new ResponseUrl();
let responseUrl: string;
let handler: typeof Handler;
let output: ReturnType<typeof captureOutput>;

beforeAll(async () => {
  responseUrl = await cloudFormation.start();
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_ENDPOINT_URL: await server.start(),
  });
  ({ handler } = await import('../../tasks/attach-trigger.lambda'));
});

beforeEach(() => {
  Object.assign(server, { pool: {}, imports: [], calls: [], answers });
  Object.assign(cloudFormation, { answers: [], status: 200 });
  output = captureOutput();
});

afterEach(() => output.stop());

afterAll(async () => {
  delete process.env.AWS_ENDPOINT_URL;
  await Promise.all([server.stop(), cloudFormation.stop()]);
});

type Properties = Partial<Record<'UserPoolId' | 'FunctionArn' | 'AcceptDrift', string>>;
const properties = (change: Properties = {}) => ({
  UserPoolId: POOL,
  FunctionArn: OURS,
  AcceptDrift: 'false',
  ...change,
});

/** As CloudFormation asks, for one change of the resource. Answers what it is told. */
async function ask(RequestType: 'Create' | 'Update' | 'Delete', now?: Properties, before?: Properties) {
  const request = {
    RequestType,
    ResponseURL: responseUrl,
    StackId: 'stack',
    RequestId: `${RequestType} request`,
    LogicalResourceId: 'Attachment',
    ResourceProperties: properties(now),
    ...(before && { OldResourceProperties: properties(before) }),
  };
  await handler(request, lambdaContext());
  return cloudFormation.answers.at(-1);
}

const triggerNow = () => (server.pool.LambdaConfig as { PostConfirmation?: string })?.PostConfirmation;

describe('AttachTrigger', () => {
  it('attaches when its resource is made, and answers with the request and an id that never changes', async () => {
    const answer = await ask('Create');

    expect(answer).toEqual({
      Status: 'SUCCESS',
      Data: { outcome: 'attached' },
      StackId: 'stack',
      RequestId: 'Create request',
      LogicalResourceId: 'Attachment',
      PhysicalResourceId: 'user-pool-trigger',
    });
    expect(triggerNow()).toBe(OURS);
    expect((await ask('Create'))?.Data).toEqual({ outcome: 'was attached' });
  });

  it('replaces the function of before in an update, and the other way round when that is rolled back', async () => {
    server.pool = { LambdaConfig: { PostConfirmation: OTHER } };

    const updated = await ask('Update', {}, { FunctionArn: OTHER });
    expect(triggerNow()).toBe(OURS);
    const rolledBack = await ask('Update', { FunctionArn: OTHER }, {});

    expect(triggerNow()).toBe(OTHER);
    expect([updated, rolledBack]).toMatchObject([
      { Status: 'SUCCESS', PhysicalResourceId: 'user-pool-trigger' },
      { Status: 'SUCCESS', PhysicalResourceId: 'user-pool-trigger' },
    ]);
  });

  it('attaches to another pool first, and then detaches from the one of before', async () => {
    const pools: Record<string, object> = { Old: { LambdaConfig: { PostConfirmation: OURS } }, New: {} };
    server.answers = {
      ...answers,
      DescribeUserPool: ({ UserPoolId }: { UserPoolId: string }) => ({
        body: { UserPool: pools[UserPoolId] },
      }),
      UpdateUserPool: ({ UserPoolId, ...sent }: { UserPoolId: string }) => {
        pools[UserPoolId] = sent;
        return { body: {} };
      },
    } as never;

    await ask('Update', { UserPoolId: 'New' }, { UserPoolId: 'Old' });

    expect(server.named('UpdateUserPool').map(({ input }) => input.UserPoolId)).toEqual(['New', 'Old']);
    expect(pools).toEqual({ Old: { LambdaConfig: {} }, New: { LambdaConfig: { PostConfirmation: OURS } } });
  });

  it('detaches when its resource goes, but nothing that is not ours: as after a create that was refused', async () => {
    await ask('Create');
    expect((await ask('Delete'))?.Data).toEqual({ outcome: 'detached' });
    expect(triggerNow()).toBeUndefined();

    server.pool = { LambdaConfig: { PostConfirmation: OTHER } };
    expect(await ask('Create')).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'user-pool-trigger' });
    expect(await ask('Delete')).toMatchObject({ Status: 'SUCCESS', Data: { outcome: 'not ours' } });
    expect(triggerNow()).toBe(OTHER);
  });

  it('tells all that stands in the way at once, and says that drift is accepted by a text', async () => {
    server.pool = { UserPoolTags: { 'aws:cloudformation:stack-name': 'Identity' } };
    server.imports = ['InProgress'];

    const refused = await ask('Create');
    server.imports = [];
    const accepted = await ask('Create', { AcceptDrift: 'true' });

    expect(refused?.Reason).toMatch(/^AttachmentRefusedError: .*belongs to the stack Identity.*import job/);
    expect(accepted).toMatchObject({ Status: 'SUCCESS' });
  });

  it('fails when CloudFormation takes no answer: Lambda then tries again', async () => {
    cloudFormation.status = 503;

    await expect(ask('Create')).rejects.toThrow('CloudFormation took no answer: HTTP 503');
  });
});
