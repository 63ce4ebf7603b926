import type { CloudContext } from '../kernel/cloud-context';
import { resolveSecretReference } from '../services/secretsmanager/resolve-secret-reference';
import { TemplateError } from './template';

/** The value with its `{{resolve:secretsmanager:…}}` replaced; those to other services are refused. */
export async function resolveDynamicReferences(
  value: unknown,
  context: Pick<CloudContext, 'call'>,
): Promise<unknown> {
  if (typeof value === 'string') return value.includes('{{resolve:') ? resolveText(value, context) : value;
  if (Array.isArray(value)) return Promise.all(value.map((item) => resolveDynamicReferences(item, context)));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(async ([key, member]) => [
    key,
    await resolveDynamicReferences(member, context),
  ]);
  return Object.fromEntries(await Promise.all(members)) as unknown;
}

function resolveText(text: string, context: Pick<CloudContext, 'call'>): Promise<string> {
  const other = /\{\{resolve:(?!secretsmanager:)([^:}]*)/.exec(text);
  if (other)
    throw new TemplateError(
      `the dynamic reference {{resolve:${other[1]}:…}} is not supported; only secretsmanager is`,
    );
  return resolveSecretReference(context, text);
}
