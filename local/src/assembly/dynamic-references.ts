import { AwsError } from '../kernel/aws-error';
import type { CloudContext } from '../kernel/cloud-context';
import { TemplateError } from './template';

// {{resolve:secretsmanager:secret-id:secret-string:json-key:version-stage:version-id}}; the id may be an ARN
// (CloudFormation user guide, "Get a secret or secret value from Secrets Manager").
const reference =
  /\{\{resolve:secretsmanager:(arn:[^:}]+:secretsmanager:[^:}]*:[^:}]*:secret:[^:}]+|[^:}]+)((?::[^:}]*){0,4})\}\}/g;

type Caller = Pick<CloudContext, 'call'>;

/** The value with its `{{resolve:secretsmanager:…}}` replaced; those to other services are refused. */
export async function resolveDynamicReferences(value: unknown, context: Caller): Promise<unknown> {
  if (typeof value === 'string') return value.includes('{{resolve:') ? resolveText(value, context) : value;
  if (Array.isArray(value)) return Promise.all(value.map((item) => resolveDynamicReferences(item, context)));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(async ([key, member]) => [
    key,
    await resolveDynamicReferences(member, context),
  ]);
  return Object.fromEntries(await Promise.all(members)) as unknown;
}

async function resolveText(text: string, context: Caller): Promise<string> {
  const other = /\{\{resolve:(?!secretsmanager:)([^:}]*)/.exec(text);
  if (other)
    throw new TemplateError(
      `the dynamic reference {{resolve:${other[1]}:…}} is not supported; only secretsmanager is`,
    );
  let resolved = '';
  let end = 0;
  for (const match of text.matchAll(reference)) {
    resolved += text.slice(end, match.index) + (await valueOf(context, match));
    end = match.index + match[0].length;
  }
  return resolved + text.slice(end);
}

async function valueOf(context: Caller, match: RegExpMatchArray): Promise<string> {
  const [, SecretId, rest = ''] = match;
  const [, kind = 'SecretString', key, VersionStage, VersionId] = rest.split(':');
  if (kind && kind !== 'SecretString') throw refused(match[0], `only SecretString is supported, not ${kind}`);
  const { SecretString } = await context.call<{ SecretString?: string }>(
    'secretsmanager',
    'GetSecretValue',
    { SecretId, ...(VersionStage && { VersionStage }), ...(VersionId && { VersionId }) },
    { caller: 'cloudformation' },
  );
  if (SecretString === undefined) throw refused(match[0], 'the secret has no SecretString');
  return key ? jsonValue(SecretString, key, match[0]) : SecretString;
}

function jsonValue(secret: string, key: string, whole: string): string {
  try {
    const value = (JSON.parse(secret) as Record<string, unknown>)[key];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  } catch {
    throw refused(whole, 'the secret is not JSON');
  }
  throw refused(whole, `the secret's JSON has no value for the key ${key}`);
}

function refused(whole: string, why: string): AwsError {
  return new AwsError('ValidationError', `Could not resolve the dynamic reference ${whole}: ${why}.`);
}
