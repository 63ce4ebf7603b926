import { createHash } from 'node:crypto';
import type { handler as Handler } from '../../tasks/publish-user-registered.lambda';
import { AwsEndpoint, type Answer } from './aws-endpoint';
import { captureOutput } from './captured-output';
import { lambdaContext } from './lambda-context';
import { POOL, SUB, trigger } from './registrations';

const aws = new AwsEndpoint();
let handler: typeof Handler;
let output: ReturnType<typeof captureOutput>;

const taken = (): Answer => ({ body: { FailedEntryCount: 0, Entries: [{ EventId: 'event-1' }] } });
const refused = (): Answer => ({
  body: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'busy' }] },
});
/** AWS quotes the request when it refuses one. */
const denied = (input: Record<string, unknown>): Answer => ({
  status: 400,
  body: { __type: 'ValidationException', message: `Value ${JSON.stringify(input)} failed` },
});
const sent = (input: Record<string, unknown>): Answer => ({
  body: { MessageId: 'message-1', MD5OfMessageBody: md5(String(input.MessageBody)) },
});

beforeAll(async () => {
  const endpoint = await aws.start();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    EVENT_BUS_NAME: 'registrations',
    REGISTRATION_QUEUE_URL: `${endpoint}/123456789012/RegistrationQueue`,
    POWERTOOLS_SERVICE_NAME: 'user-registration',
    POWERTOOLS_METRICS_NAMESPACE: 'UserRegistration',
    POWERTOOLS_LOG_LEVEL: 'INFO',
  });
  ({ handler } = await import('../../tasks/publish-user-registered.lambda'));
});

beforeEach(() => {
  aws.calls = [];
  aws.answers = {};
  process.env.EVENT_BUS_NAME = 'registrations';
  output = captureOutput();
});

afterEach(() => output.stop());
afterAll(() => aws.stop());

const counted = () =>
  output
    .lines()
    .flatMap((line) =>
      ['RegistrationPublished', 'PublishedThroughQueue', 'RegistrationNotPublished'].filter(
        (metric) => line[metric] === 1,
      ),
    );

describe('PublishUserRegistered', () => {
  it('puts one event on the bus of this product', async () => {
    aws.answers = { PutEvents: taken };
    const event = trigger();

    expect(await handler(event, lambdaContext())).toBe(event);

    const entries = aws.calls.map(({ input }) => input.Entries as Record<string, unknown>[]).flat();
    expect(entries).toMatchObject([
      { EventBusName: 'registrations', Source: 'user-registration', DetailType: 'user.registered' },
    ]);
    expect(JSON.parse(String(entries[0]?.Detail))).toMatchObject({ data: { cognito_id: SUB } });
    expect(counted()).toEqual(['RegistrationPublished']);
  });

  it.each<[string, (input: Record<string, unknown>) => Answer]>([
    ['refuses the entry', refused],
    ['refuses the call', denied],
    ['hangs up', () => 'hang up'],
    ['never answers', () => 'never'],
  ])('goes through the queue when the bus %s', async (_, PutEvents) => {
    aws.answers = { PutEvents, SendMessage: sent };

    await handler(trigger(), lambdaContext());

    const [message] = aws.named('SendMessage');
    expect(JSON.parse(String(message?.input.MessageBody))).toMatchObject({
      version: '0',
      account: '123456789012',
      region: 'us-east-1',
      'detail-type': 'user.registered',
      detail: { data: { cognito_id: SUB } },
    });
    expect(counted()).toEqual(['RegistrationPublished', 'PublishedThroughQueue']);
  });

  it('tries a bus that does not answer twice, and no more', async () => {
    aws.answers = { PutEvents: () => 'never', SendMessage: sent };

    await handler(trigger(), lambdaContext());

    expect(aws.named('PutEvents')).toHaveLength(2);
  });

  it('goes through the queue when the stack forgot the bus', async () => {
    aws.answers = { SendMessage: sent };
    delete process.env.EVENT_BUS_NAME;

    await handler(trigger(), lambdaContext());

    expect(counted()).toEqual(['RegistrationPublished', 'PublishedThroughQueue']);
  });

  it.each<[string, () => Answer]>([
    ['hang up', () => 'hang up'],
    ['never answer', () => 'never'],
  ])('lets the user in when bus and queue %s, and says whom to publish again', async (_, answer) => {
    aws.answers = { PutEvents: answer, SendMessage: answer };
    const event = trigger();

    expect(await handler(event, lambdaContext())).toBe(event);

    expect(counted()).toEqual(['RegistrationNotPublished']);
    expect(output.lines().filter(({ level }) => level === 'ERROR')).toMatchObject([
      { user_pool_id: POOL, cognito_id: SUB, function_request_id: 'request-1', service: 'user-registration' },
    ]);
  });

  it.each<[string, typeof aws.answers]>([
    ['published', { PutEvents: taken }],
    ['sent to the queue', { PutEvents: denied, SendMessage: sent }],
    ['lost', { PutEvents: denied, SendMessage: denied }],
  ])('writes no personal data when the event is %s', async (_, answers) => {
    aws.answers = answers;
    const secret = { email: 'S3cr3t@x.example', name: 'S3cr3t\nName', phone_number: '+4912399988' };

    await handler(
      trigger({ ...secret, given_name: 'S3cr3t' }, { userName: 'Google_S3cr3t' }),
      lambdaContext(),
    );

    expect(output.text()).toContain(SUB);
    expect(output.text()).not.toMatch(/S3cr3t|4912399988/i);
  });
});

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
