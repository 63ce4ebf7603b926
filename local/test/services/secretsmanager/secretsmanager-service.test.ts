import { createClock } from '../../../src/kernel/clock';
import type { CloudContext } from '../../../src/kernel/cloud-context';
import { Faults } from '../../../src/kernel/faults';
import { Gateway } from '../../../src/kernel/gateway';
import { createStore } from '../../../src/kernel/store';
import { createSecretsManager } from '../../../src/services/secretsmanager/secretsmanager-service';

function start() {
  const clock = createClock();
  const gateway = new Gateway(clock, new Faults());
  const context: CloudContext = {
    region: 'us-east-1',
    accountId: '000000000000',
    clock,
    store: createStore(),
    call: (service, operation, input, options) => gateway.call(service, operation, input, options),
    endpoint: () => 'http://127.0.0.1:4566',
    asset: (key) => key,
    log: () => undefined,
  };
  const service = createSecretsManager(context);
  gateway.register(service);
  return {
    context,
    call: <Output = Record<string, unknown>>(operation: string, input: object) =>
      gateway.call<Output>('secretsmanager', operation, input, { caller: 'client' }),
    make: async (type: string, logicalId: string, properties: Record<string, unknown>) =>
      service.resources![`AWS::SecretsManager::${type}`]!.create({
        logicalId,
        type,
        properties,
        physicalName: `Test-${logicalId}`,
      }),
  };
}

const generate = {
  GenerateSecretString: {
    SecretStringTemplate: '{"username":"owner"}',
    GenerateStringKey: 'password',
    PasswordLength: 30,
    ExcludeCharacters: ' %+~`#$&*()|[]{}:;<>?!\'/@"\\',
  },
};

describe('values', () => {
  it('are read by name, ARN, and ARN without its ending', async () => {
    const { call } = start();
    const { ARN } = await call<{ ARN: string }>('CreateSecret', { Name: 'app/db', SecretString: 'one' });
    expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:app\/db-[A-Za-z0-9]{6}$/);
    for (const SecretId of ['app/db', ARN, ARN.slice(0, -7)])
      expect(await call('GetSecretValue', { SecretId })).toMatchObject({
        ARN,
        SecretString: 'one',
        VersionStages: ['AWSCURRENT'],
      });
  });

  it('have an ARN that a restart gives again', async () => {
    const first = await start().call('CreateSecret', { Name: 'same' });
    const second = await start().call('CreateSecret', { Name: 'same' });
    expect(first.ARN).toBe(second.ARN);
  });

  it('keep the one before as AWSPREVIOUS', async () => {
    const { call } = start();
    await call('CreateSecret', { Name: 's', SecretString: 'one' });
    await call('PutSecretValue', { SecretId: 's', SecretString: 'two' });
    await call('UpdateSecret', { SecretId: 's', SecretString: 'three' });
    expect(await call('GetSecretValue', { SecretId: 's' })).toMatchObject({ SecretString: 'three' });
    expect(await call('GetSecretValue', { SecretId: 's', VersionStage: 'AWSPREVIOUS' })).toMatchObject({
      SecretString: 'two',
    });
    const { VersionIdsToStages } = await call('DescribeSecret', { SecretId: 's' });
    expect(Object.values(VersionIdsToStages as object)).toEqual([['AWSPREVIOUS'], ['AWSCURRENT']]);
  });

  it('may be bytes', async () => {
    const { call } = start();
    await call('CreateSecret', { Name: 'b', SecretBinary: Buffer.from([1, 2]).toString('base64') });
    expect(await call('GetSecretValue', { SecretId: 'b' })).toMatchObject({
      SecretBinary: Buffer.from([1, 2]),
    });
  });

  // API_PutSecretValue, ClientRequestToken.
  it('are stored once for a token, and refused when the token comes with another', async () => {
    const { call } = start();
    const put = { SecretId: 's', SecretString: 'one', ClientRequestToken: 'a'.repeat(32) };
    await call('CreateSecret', { Name: 's' });
    await call('PutSecretValue', put);
    expect(await call('PutSecretValue', put)).toMatchObject({ VersionId: put.ClientRequestToken });
    await expect(call('PutSecretValue', { ...put, SecretString: 'two' })).rejects.toMatchObject({
      code: 'ResourceExistsException',
    });
  });

  it('come in a batch with what could not be found apart', async () => {
    const { call } = start();
    await call('CreateSecret', { Name: 's', SecretString: 'one' });
    expect(await call('BatchGetSecretValue', { SecretIdList: ['s', 'missing'] })).toMatchObject({
      SecretValues: [{ SecretString: 'one' }],
      Errors: [{ SecretId: 'missing', ErrorCode: 'ResourceNotFoundException' }],
    });
  });
});

describe('secrets', () => {
  it('are refused twice under one name', async () => {
    const { call } = start();
    await call('CreateSecret', { Name: 's' });
    await expect(call('CreateSecret', { Name: 's' })).rejects.toMatchObject({
      code: 'ResourceExistsException',
    });
  });

  it('that do not exist, or have no value, are not found', async () => {
    const { call } = start();
    await call('CreateSecret', { Name: 'empty' });
    await expect(call('GetSecretValue', { SecretId: 'missing' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret.",
    });
    await expect(call('GetSecretValue', { SecretId: 'empty' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    });
  });

  it('can be deleted, restored, and deleted at once', async () => {
    const { call } = start();
    await call('CreateSecret', { Name: 's', SecretString: 'one' });
    await call('DeleteSecret', { SecretId: 's' });
    await expect(call('GetSecretValue', { SecretId: 's' })).rejects.toMatchObject({
      code: 'InvalidRequestException',
      message: "You can't perform this operation on the secret because it was marked for deletion.",
    });
    await call('RestoreSecret', { SecretId: 's' });
    expect(await call('GetSecretValue', { SecretId: 's' })).toMatchObject({ SecretString: 'one' });
    await call('DeleteSecret', { SecretId: 's', ForceDeleteWithoutRecovery: true });
    await expect(call('DescribeSecret', { SecretId: 's' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  it('are listed by name, a page at a time', async () => {
    const { call } = start();
    for (const Name of ['b/1', 'a', 'b/2']) await call('CreateSecret', { Name });
    const first = await call<{ SecretList: { Name: string }[]; NextToken: string }>('ListSecrets', {
      MaxResults: 2,
    });
    expect(first.SecretList.map(({ Name }) => Name)).toEqual(['a', 'b/1']);
    const { NextToken } = first;
    expect(await call('ListSecrets', { MaxResults: 2, NextToken })).toMatchObject({
      SecretList: [{ Name: 'b/2' }],
    });
    expect(await call('ListSecrets', { Filters: [{ Key: 'name', Values: ['b/'] }] })).toMatchObject({
      SecretList: [{ Name: 'b/1' }, { Name: 'b/2' }],
    });
  });
});

describe('GetRandomPassword', () => {
  const password = async (rules: object) =>
    (await start().call<{ RandomPassword: string }>('GetRandomPassword', rules)).RandomPassword;

  it('is 32 characters with each type among them', async () => {
    const random = await password({});
    expect(random).toHaveLength(32);
    for (const type of [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s]/]) expect(random).toMatch(type);
  });

  it('keeps to its rules', async () => {
    const rules = {
      PasswordLength: 200,
      ExcludePunctuation: true,
      ExcludeUppercase: true,
      ExcludeCharacters: 'abc0',
    };
    expect(await password(rules)).toMatch(/^[d-z1-9]{200}$/);
  });

  it('is refused when nothing is left', async () => {
    const nothing = {
      ExcludeLowercase: true,
      ExcludeUppercase: true,
      ExcludeNumbers: true,
      ExcludePunctuation: true,
    };
    await expect(password(nothing)).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });
});

describe('AWS::SecretsManager::Secret', () => {
  it('generates a password into its template, once', async () => {
    const { make, call } = start();
    const { ref } = await make('Secret', 'Owner', generate);
    const value = (await call<{ SecretString: string }>('GetSecretValue', { SecretId: ref })).SecretString;
    const parsed = JSON.parse(value) as { username: string; password: string };
    expect(parsed.username).toBe('owner');
    expect(parsed.password).toMatch(/^[^ %+~`#$&*()|[\]{}:;<>?!'/@"\\]{30}$/);
    await make('Secret', 'Owner', generate);
    expect(await call('GetSecretValue', { SecretId: ref })).toMatchObject({ SecretString: value });
  });
});
