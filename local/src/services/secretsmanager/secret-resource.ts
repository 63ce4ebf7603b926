import { AwsError } from '../../kernel/aws-error';
import type { Resource, ResourceType } from '../../kernel/service';
import { randomPassword, type PasswordRules } from './random-password';
import type { Secrets } from './secrets';
import { createSecret, putSecretValue } from './write-secret';

interface Generate extends PasswordRules {
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
}

/** `AWS::SecretsManager::Secret`; a value that exists already is kept, as a stack update keeps it. */
export function secretResource(secrets: Secrets): ResourceType {
  return {
    properties: ['Name', 'Description', 'SecretString', 'GenerateSecretString', 'KmsKeyId', 'Tags'],
    inert: { ReplicaRegions: 'the local cloud is one region' },
    create: (resource) => {
      const name = (resource.properties.Name as string | undefined) ?? resource.physicalName;
      const secret = secrets.named(name) ?? created(secrets, resource, name);
      adoptGivenValue(secrets, resource, name);
      return { ref: secret.arn, attributes: { Id: secret.arn } };
    },
  };
}

function created(secrets: Secrets, { properties }: Resource, name: string) {
  createSecret(secrets, {
    Name: name,
    Description: properties.Description as string | undefined,
    KmsKeyId: properties.KmsKeyId as string | undefined,
    Tags: properties.Tags as { Key: string; Value: string }[] | undefined,
    SecretString:
      (properties.SecretString as string | undefined) ?? generated(properties.GenerateSecretString),
  });
  return secrets.find(name);
}

function adoptGivenValue(secrets: Secrets, { properties }: Resource, name: string): void {
  const given = properties.SecretString as string | undefined;
  const current = secrets.find(name).versions.find(({ stages }) => stages.includes('AWSCURRENT'));
  if (given !== undefined && current?.string !== given)
    putSecretValue(secrets, { SecretId: name, SecretString: given });
}

/** A secret with neither a value nor rules for one is made empty. */
function generated(rules: unknown): string | undefined {
  if (rules === undefined) return undefined;
  const generate = rules as Generate;
  const password = randomPassword(booleans(generate));
  const { SecretStringTemplate: template, GenerateStringKey: key } = generate;
  if (template === undefined && key === undefined) return password;
  if (template === undefined || key === undefined)
    throw new AwsError(
      'InvalidRequest',
      'GenerateSecretString: give SecretStringTemplate and GenerateStringKey together, or neither.',
    );
  return JSON.stringify({ ...(JSON.parse(template) as object), [key]: password });
}

/** CloudFormation passes booleans and numbers as text or as themselves. */
function booleans(rules: Generate): Generate {
  return Object.fromEntries(
    Object.entries(rules).map(([key, value]) => [
      key,
      value === 'true' ? true : value === 'false' ? false : value,
    ]),
  );
}
