import {
  CognitoIdentityProviderClient,
  UpdateUserPoolRequest$,
} from '@aws-sdk/client-cognito-identity-provider';
import { attachTrigger, detachTrigger } from '../../tasks/attach-trigger';
import { cognitoPools, type PoolApi } from '../../tasks/shared/pool-api';
import { PoolServer } from './pool-server';
import { sampleOf, type Schema } from './sample-of';

const userPoolId = 'us-east-1_Pool';
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:UserRegistration-PublishUserRegistered';
const attachment = { userPoolId, functionArn, acceptDrift: false };
const other = `${functionArn}-of-others`;

let server: PoolServer;
let pools: PoolApi;

beforeAll(async () => {
  server = new PoolServer();
  const endpoint = await server.start();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  pools = cognitoPools(
    new CognitoIdentityProviderClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }),
  );
});

afterAll(() => server.stop());

beforeEach(() => {
  server.calls = [];
  server.pool = {};
  server.mfa = { MfaConfiguration: 'OFF' };
  server.imports = [];
  server.acceptsTwice = false;
  server.onUpdate = (sent) => sent;
});

/** Every member that AWS's own model of UpdateUserPool has. */
const [, , , , names, schemas] = UpdateUserPoolRequest$ as unknown as [
  number,
  string,
  string,
  unknown,
  string[],
  Schema[],
];
const MEMBERS = names
  .map((name, index): [string, Record<string, unknown>] => [name, { [name]: sampleOf(schemas[index]!) }])
  // Of the request only: the id, and another name for the pool.
  .filter(([name]) => !['UserPoolId', 'PoolName', 'LambdaConfig'].includes(name));

const POOLS: [string, Record<string, unknown>][] = [
  ['nothing', {}],
  ...MEMBERS,
  ['everything', Object.assign({}, ...MEMBERS.map(([, member]) => member)) as Record<string, unknown>],
  ['other triggers', { LambdaConfig: { PreSignUp: other, PreTokenGenerationConfig: { LambdaArn: other } } }],
  [
    'members that nobody knows',
    { Future: { A: [1, { b: null, c: 'é' }], N: 0.5 }, LambdaConfig: { Later: other } },
  ],
];

describe('a trigger that is attached', () => {
  it.each(POOLS)('and detached again changes nothing else of a pool with %s', async (_, pool) => {
    server.pool = structuredClone(pool);
    server.acceptsTwice = true;

    expect(await attachTrigger(pools, attachment)).toBe('attached');
    const { LambdaConfig, ...others } = pool;
    expect(server.pool).toEqual({
      ...others,
      LambdaConfig: { ...(LambdaConfig as object), PostConfirmation: functionArn },
    });

    expect(await detachTrigger(pools, attachment)).toBe('detached');
    expect(server.pool).toEqual({ ...others, LambdaConfig: LambdaConfig ?? {} });
  });

  it('a second time sends nothing', async () => {
    await attachTrigger(pools, attachment);
    server.calls = [];

    expect(await attachTrigger(pools, attachment)).toBe('was attached');
    expect(server.calls.map(({ operation }) => operation)).toEqual(['DescribeUserPool']);
  });

  it('takes the place of the function that we had before', async () => {
    server.pool = { LambdaConfig: { PostConfirmation: other } };

    expect(await attachTrigger(pools, attachment, other)).toBe('attached');
  });

  it('sends what stands twice in a description only once, and no tag of AWS', async () => {
    server.pool = {
      UserPoolTags: { team: 'identity', 'aws:servicecatalog:x': 'y' },
      Policies: { PasswordPolicy: { MinimumLength: 12, TemporaryPasswordValidityDays: 3 } },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, UnusedAccountValidityDays: 3 },
      VerificationMessageTemplate: { EmailMessage: 'Hello {####}' },
      EmailVerificationMessage: 'an older text',
    };
    server.onUpdate = (sent) => ({
      ...sent,
      // As Cognito derives them.
      AdminCreateUserConfig: { ...(sent.AdminCreateUserConfig as object), UnusedAccountValidityDays: 3 },
      EmailVerificationMessage: 'an older text',
    });

    expect(await attachTrigger(pools, attachment)).toBe('attached');
    expect(server.named('UpdateUserPool')[0]?.input).toEqual({
      UserPoolId: userPoolId,
      UserPoolTags: { team: 'identity' },
      Policies: { PasswordPolicy: { MinimumLength: 12, TemporaryPasswordValidityDays: 3 } },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      VerificationMessageTemplate: { EmailMessage: 'Hello {####}' },
      LambdaConfig: { PostConfirmation: functionArn },
    });
  });

  it('is taken back, with everything that it broke, and the error names what that was', async () => {
    server.pool = { AutoVerifiedAttributes: ['email'], MfaConfiguration: 'OPTIONAL' };
    server.onUpdate = (sent, nth) => (nth === 1 ? { LambdaConfig: sent.LambdaConfig } : sent);

    await expect(attachTrigger(pools, attachment)).rejects.toThrow(
      'also changed AutoVerifiedAttributes, MfaConfiguration. The configuration of before has been put back.',
    );
    expect(server.pool).toEqual({ AutoVerifiedAttributes: ['email'], MfaConfiguration: 'OPTIONAL' });
  });

  it('is taken back when what the pool is told once stays away, and it may not be told twice', async () => {
    server.pool = {
      VerificationMessageTemplate: { EmailMessage: 'Hello {####}' },
      EmailVerificationMessage: 'Hello {####}',
      Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } },
      AdminCreateUserConfig: { UnusedAccountValidityDays: 3 },
    };

    await expect(attachTrigger(pools, attachment)).rejects.toThrow(
      'also changed EmailVerificationMessage, AdminCreateUserConfig.UnusedAccountValidityDays. Of that',
    );
    expect(server.pool).not.toHaveProperty('LambdaConfig.PostConfirmation');
  });

  it('is taken back when the second factors change, which stand in a document of their own', async () => {
    server.mfa = { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } };
    server.onUpdate = (sent) => {
      server.mfa = { MfaConfiguration: 'OPTIONAL' };
      return sent;
    };

    await expect(attachTrigger(pools, attachment)).rejects.toThrow(
      'also changed MFA SoftwareTokenMfaConfiguration. Of that MFA SoftwareTokenMfaConfiguration could not be put back',
    );
    expect(server.pool).toEqual({});
    expect(server.named('SetUserPoolMfaConfig')).toEqual([]);
  });
});

describe('a pool is left as it is', () => {
  const stack = { UserPoolTags: { 'aws:cloudformation:stack-name': 'Identity' } };

  it.each<[string, () => void, string]>([
    [
      'with another trigger',
      () => (server.pool = { LambdaConfig: { PostConfirmation: other } }),
      `has another PostConfirmation trigger, ${other}.`,
    ],
    ['of a stack', () => (server.pool = stack), 'belongs to the stack Identity'],
    [
      'while users are imported',
      () => (server.imports = ['Succeeded', 'InProgress']),
      'import job that is InProgress',
    ],
  ])('%s, and the refusal says what to do', async (_, given, words) => {
    given();
    const before = structuredClone(server.pool);

    await expect(attachTrigger(pools, attachment)).rejects.toMatchObject({
      name: 'AttachmentRefusedError',
      message: expect.stringContaining(words) as string,
    });
    expect(server.pool).toEqual(before);
    expect(server.named('UpdateUserPool')).toEqual([]);
  });

  it('of a stack no longer when drift is accepted', async () => {
    server.pool = structuredClone(stack);

    expect(await attachTrigger(pools, { ...attachment, acceptDrift: true })).toBe('attached');
    expect(server.pool).toMatchObject(stack);
  });

  it('by a detachment of what is not ours', async () => {
    server.pool = { LambdaConfig: { PostConfirmation: other } };

    expect(await detachTrigger(pools, attachment)).toBe('not ours');
    expect(server.named('UpdateUserPool')).toEqual([]);
  });

  it('that is gone is no obstacle to the end of the stack', async () => {
    const { DescribeUserPool } = server.answers;
    server.answers.DescribeUserPool = () =>
      ({ status: 400, body: { __type: 'ResourceNotFoundException', message: 'gone' } }) as never;

    expect(await detachTrigger(pools, attachment)).toBe('no pool');
    server.answers.DescribeUserPool = DescribeUserPool;
  });
});
