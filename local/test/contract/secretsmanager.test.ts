import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  type CreateSecretCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';
import { contractCloud, unique } from './contract-cloud';

const cloud = contractCloud();
let secrets: SecretsManagerClient;

beforeAll(() => {
  secrets = new SecretsManagerClient(cloud.config);
});

async function secret(input: Partial<CreateSecretCommandInput> = {}) {
  const Name = unique('secret');
  const { ARN = '', VersionId = '' } = await secrets.send(
    new CreateSecretCommand({ Name, SecretString: 'first', ...input }),
  );
  const gone = { SecretId: ARN, ForceDeleteWithoutRecovery: true };
  cloud.afterwards(() => secrets.send(new DeleteSecretCommand(gone)));
  return { Name, ARN, VersionId };
}

const value = (SecretId: string, more: object = {}) =>
  secrets.send(new GetSecretValueCommand({ SecretId, ...more }));

describe('a secret', () => {
  it('has an ARN of its name and six characters, and is found by both', async () => {
    // User guide, "What's in a Secrets Manager secret?"
    const { Name, ARN, VersionId } = await secret();
    expect(ARN).toMatch(new RegExp(`:secret:${Name}-[A-Za-z0-9]{6}$`));
    const expected = { SecretString: 'first', ARN, Name, VersionId, VersionStages: ['AWSCURRENT'] };
    expect(await value(Name)).toMatchObject(expected);
    expect(await value(ARN)).toMatchObject(expected);
    expect(await value(ARN.slice(0, -7))).toMatchObject(expected);
    expect((await value(ARN)).CreatedDate).toBeInstanceOf(Date);
  });

  it('keeps its previous value', async () => {
    // "What's in a secret?": AWSPREVIOUS
    const { ARN } = await secret();
    await secrets.send(new PutSecretValueCommand({ SecretId: ARN, SecretString: 'second' }));
    expect((await value(ARN)).SecretString).toBe('second');
    expect((await value(ARN, { VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('first');
  });

  it('takes the same value with the same token twice, and another not', async () => {
    // API reference, PutSecretValue, ClientRequestToken
    const { ARN } = await secret();
    const input = { SecretId: ARN, SecretString: 'second', ClientRequestToken: randomUUID() };
    const first = await secrets.send(new PutSecretValueCommand(input));
    expect((await secrets.send(new PutSecretValueCommand(input))).VersionId).toBe(first.VersionId);
    const call = secrets.send(new PutSecretValueCommand({ ...input, SecretString: 'third' }));
    await expect(call).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it.each([['a token of less than 32 characters', { ClientRequestToken: 'short', SecretString: 'x' }]])(
    'does not take %s',
    async (_what, input) => {
      // API reference, CreateSecret and PutSecretValue
      const { ARN } = await secret();
      const refused = { name: 'InvalidParameterException' };
      const put = secrets.send(new PutSecretValueCommand({ SecretId: ARN, ...input }));
      await expect(put).rejects.toMatchObject(refused);
      await expect(secret(input)).rejects.toMatchObject(refused);
    },
  );

  it('is not put without a value', async () => {
    const { ARN } = await secret();
    const call = secrets.send(new PutSecretValueCommand({ SecretId: ARN }));
    await expect(call).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('is made once', async () => {
    const { Name } = await secret();
    await expect(secret({ Name })).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it('that is not there is ResourceNotFoundException', async () => {
    await expect(value(unique('none'))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret.",
    });
  });

  it('has no version that was never made', async () => {
    const { ARN } = await secret();
    await expect(value(ARN, { VersionStage: 'AWSPENDING' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret value for staging label: AWSPENDING",
    });
    const empty = await secret({ SecretString: undefined });
    await expect(value(empty.ARN)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    });
  });

  it('is gone when it is deleted at once', async () => {
    // API reference, DeleteSecret, ForceDeleteWithoutRecovery
    const { ARN } = await secret();
    await secrets.send(new DeleteSecretCommand({ SecretId: ARN, ForceDeleteWithoutRecovery: true }));
    await expect(value(ARN)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is described without its value', async () => {
    const { ARN, Name, VersionId } = await secret({ Description: 'words', Tags: [{ Key: 'a', Value: 'b' }] });
    const described = await secrets.send(new DescribeSecretCommand({ SecretId: ARN }));
    expect(described).toMatchObject({
      ...{ ARN, Name, Description: 'words', Tags: [{ Key: 'a', Value: 'b' }] },
      VersionIdsToStages: { [VersionId]: ['AWSCURRENT'] },
    });
    expect(JSON.stringify(described)).not.toContain('first');
  });
});
