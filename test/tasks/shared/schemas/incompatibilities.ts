export interface Schema {
  readonly [keyword: string]: unknown;
  readonly definitions?: Record<string, Schema>;
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
  readonly enum?: unknown[];
  readonly maxLength?: number;
}

/**
 * What a schema takes away from a released one, for who wrote events by it or reads them by it: a member that is gone, one
 * that must or need not be there as before, a value that was allowed. New members and more room are no such thing.
 */
export function incompatibilities(
  released: Schema,
  current: Schema,
  roots = { released, current },
): string[] {
  const before = resolve(released, roots.released);
  const now = resolve(current, roots.current);
  return [
    ...Object.keys({ ...before, ...now }).filter((keyword) => !mayChange(keyword, before, now)),
    ...Object.entries(before.properties ?? {}).flatMap(([name, member]) => {
      const successor = now.properties?.[name];
      if (!successor) return [`${name} is gone`];
      return incompatibilities(member, successor, roots).map((problem) => `${name}: ${problem}`);
    }),
  ];
}

function mayChange(keyword: string, before: Schema, now: Schema): boolean {
  const [old, fresh] = [before[keyword], now[keyword]];
  switch (keyword) {
    case '$schema':
    case 'description':
    case 'definitions':
    case 'properties':
      return true;
    case 'required':
      return same([...(before.required ?? [])].sort(), [...(now.required ?? [])].sort());
    case 'enum':
      return now.enum === undefined || before.enum?.every((value) => now.enum?.includes(value)) === true;
    case 'maxLength':
      return now.maxLength === undefined || now.maxLength >= (before.maxLength ?? Infinity);
    case 'pattern':
    case 'format':
    case 'not':
      return fresh === undefined || same(old, fresh);
    case 'type':
      return same(old ?? (before.enum && typeof before.enum[0]), fresh);
    default:
      return same(old, fresh);
  }
}

function resolve({ $ref, allOf, ...own }: Schema, root: Schema): Schema {
  const parts = [...(($ref ? [{ $ref }] : []) as { $ref: string }[]), ...((allOf ?? []) as Schema[])];
  return parts
    .map((part) => ('$ref' in part ? definition(part.$ref as string, root) : part))
    .reduce((whole, part) => ({ ...resolve(part, root), ...whole }), own);
}

function definition(reference: string, root: Schema): Schema {
  const name = reference.replace('#/definitions/', '');
  const found = root.definitions?.[name];
  if (found) return found;
  throw new Error(`${reference} leads nowhere`);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
