import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';
import { contractCloud, unique } from './contract-cloud';

const cloud = contractCloud();
let secrets: SecretsManagerClient;

beforeAll(() => {
  secrets = new SecretsManagerClient(cloud.config);
});

async function secret(input: object = { SecretString: 'first' }) {
  const Name = unique('secret');
  const { ARN: SecretId = '', VersionId = '' } = await secrets.send(
    new CreateSecretCommand({ Name, ...input }),
  );
  const gone = { SecretId, ForceDeleteWithoutRecovery: true };
  cloud.afterwards(() => secrets.send(new DeleteSecretCommand(gone)));
  return { Name, SecretId, VersionId };
}

const put = (SecretId: string, SecretString: string) =>
  secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));

const value = async (SecretId: string, more: object = {}) =>
  secrets.send(new GetSecretValueCommand({ SecretId, ...more }));

const stages = async (SecretId: string) =>
  (await secrets.send(new DescribeSecretCommand({ SecretId }))).VersionIdsToStages;

describe('a staging label', () => {
  it('AWSPREVIOUS follows AWSCURRENT, and whoever has no label left is read by its id only', async () => {
    const { SecretId, VersionId } = await secret();
    const second = await put(SecretId, 'second');
    const third = await put(SecretId, 'third');
    expect(await stages(SecretId)).toEqual({
      [second.VersionId ?? '']: ['AWSPREVIOUS'],
      [third.VersionId ?? '']: ['AWSCURRENT'],
    });
    const deprecated = await value(SecretId, { VersionId });
    expect(deprecated.SecretString).toBe('first');
    expect(deprecated.VersionStages).toBeUndefined();
  });

  it('that stands on another version than the one asked for is refused', async () => {
    const { SecretId, VersionId } = await secret();
    await put(SecretId, 'second');
    await expect(value(SecretId, { VersionId, VersionStage: 'AWSCURRENT' })).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: 'You provided a VersionStage that is not associated to the provided VersionId.',
    });
  });
});

describe('a ClientRequestToken', () => {
  it('makes a secret once', async () => {
    // API reference, CreateSecret, ClientRequestToken
    const ClientRequestToken = randomUUID();
    const { Name, SecretId } = await secret({ SecretString: 'first', ClientRequestToken });
    const again = { Name, SecretString: 'first', ClientRequestToken };
    expect(await secrets.send(new CreateSecretCommand(again))).toMatchObject({
      ARN: SecretId,
      VersionId: ClientRequestToken,
    });
    const other = secrets.send(new CreateSecretCommand({ ...again, SecretString: 'other' }));
    await expect(other).rejects.toMatchObject({
      name: 'ResourceExistsException',
      message: `You can't use ClientRequestToken ${ClientRequestToken} because that value is already in use for a version of secret ${SecretId}.`,
    });
  });
});

describe('a description of a secret', () => {
  it('leaves out what the secret does not have', async () => {
    const { SecretId } = await secret({});
    const { $metadata, ...described } = await secrets.send(new DescribeSecretCommand({ SecretId }));
    expect($metadata.httpStatusCode).toBe(200);
    expect(Object.keys(described).sort()).toEqual(['ARN', 'CreatedDate', 'LastChangedDate', 'Name']);
  });

  it('tells the day of the last access', async () => {
    // API reference, DescribeSecret, LastAccessedDate: "this field is omitted if the secret has never been retrieved"
    const { SecretId } = await secret();
    const lastAccess = async () =>
      (await secrets.send(new DescribeSecretCommand({ SecretId }))).LastAccessedDate?.getTime();
    expect(await lastAccess()).toBeUndefined();
    await value(SecretId);
    expect(((await lastAccess()) ?? NaN) % 86_400_000).toBe(0);
  });
});

describe('a forced deletion', () => {
  it('of a secret that is not there is no error', async () => {
    const SecretId = unique('none');
    const call = secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    expect(await call).toMatchObject({ Name: SecretId, DeletionDate: expect.any(Date) as Date });
  });
});
