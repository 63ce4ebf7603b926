import { createSecretsManager } from '../../../src/services/secretsmanager/secretsmanager-service';
import { testCloud } from '../sqs/test-cloud';

function start() {
  const cloud = testCloud([createSecretsManager]);
  const call = <Output = Record<string, string>>(operation: string, input: object) =>
    cloud.call<Output>('secretsmanager', operation, input);
  const make = (properties: Record<string, unknown>) => {
    const resource = { logicalId: 'Owner', type: 'AWS::SecretsManager::Secret', physicalName: 'Test-Owner' };
    return cloud.resource('secretsmanager', resource.type).create({ ...resource, properties });
  };
  /** The value that a template's rules generate. */
  const generated = async (GenerateSecretString: object) => {
    const { ref } = await make({ GenerateSecretString });
    return (await call<{ SecretString: string }>('GetSecretValue', { SecretId: ref })).SecretString;
  };
  return { call, make, generated };
}

it('a secret has an ARN that a restart gives again', async () => {
  const first = await start().call('CreateSecret', { Name: 'same' });
  const second = await start().call('CreateSecret', { Name: 'same' });
  expect(first.ARN).toBe(second.ARN);
});

it.each([
  ['PutSecretValue', { SecretString: 'x', VersionStages: ['mine'] }, 'VersionStages'],
  ['PutSecretValue', { SecretBinary: 'AQ==' }, 'SecretBinary'],
  ['DeleteSecret', {}, 'without ForceDeleteWithoutRecovery'],
  ['DeleteSecret', { RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true }, 'in some days'],
])('%s %j is refused by name', async (operation, input, message) => {
  const { call } = start();
  await call('CreateSecret', { Name: 's', SecretString: 'one' });
  await expect(call(operation, { SecretId: 's', ...input })).rejects.toThrow(message);
});

// Secrets Manager API reference, GetRandomPassword, whose rules a template's are.
describe('a generated password', () => {
  it('is 32 characters with each type among them', async () => {
    const random = await start().generated({});
    expect(random).toHaveLength(32);
    for (const type of [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s]/]) expect(random).toMatch(type);
  });

  it('keeps to its rules', async () => {
    const rules = { PasswordLength: 200, ExcludePunctuation: true, ExcludeUppercase: 'true' };
    expect(await start().generated({ ...rules, ExcludeCharacters: 'abc0' })).toMatch(/^[d-z1-9]{200}$/);
  });

  it.each([
    [{ ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true }],
    [{ PasswordLength: 4097 }],
    [{ PasswordLength: 3 }],
  ])('is refused with %j', async (rules) => {
    await expect(start().generated(rules)).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });

  it('goes into its template, once', async () => {
    const { call, make } = start();
    const GenerateSecretString = {
      ...{ SecretStringTemplate: '{"username":"owner"}', GenerateStringKey: 'password', PasswordLength: 30 },
      ExcludeCharacters: ' %+~`#$&*()|[]{}:;<>?!\'/@"\\',
    };
    const { ref } = await make({ GenerateSecretString });
    const { SecretString = '' } = await call('GetSecretValue', { SecretId: ref });
    const parsed = JSON.parse(SecretString) as { username: string; password: string };
    expect(parsed.username).toBe('owner');
    expect(parsed.password).toMatch(/^[^ %+~`#$&*()|[\]{}:;<>?!'/@"\\]{30}$/);
    await make({ GenerateSecretString });
    expect(await call('GetSecretValue', { SecretId: ref })).toMatchObject({ SecretString });
  });
});
