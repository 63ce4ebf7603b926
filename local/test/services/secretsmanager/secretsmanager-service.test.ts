import { createSecretsManager } from '../../../src/services/secretsmanager/secretsmanager-service';
import { manualClock } from '../sqs/manual-clock';
import { testCloud } from '../sqs/test-cloud';

function start() {
  const clock = manualClock();
  const cloud = testCloud([createSecretsManager], { clock });
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
  return { clock, call, make, generated };
}

it('a secret has an ARN that a restart gives again', async () => {
  const first = await start().call('CreateSecret', { Name: 'same' });
  const second = await start().call('CreateSecret', { Name: 'same' });
  expect(first.ARN).toBe(second.ARN);
});

it('a secret is gone when its recovery window is over', async () => {
  const { clock, call } = start();
  await call('CreateSecret', { Name: 's', SecretString: 'one' });
  await call('DeleteSecret', { SecretId: 's', RecoveryWindowInDays: 7 });
  clock.advance(7 * 86_400_000 - 1);
  expect(await call('DescribeSecret', { SecretId: 's' })).toHaveProperty('DeletedDate');
  clock.advance(1);
  await expect(call('DescribeSecret', { SecretId: 's' })).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
  });
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
