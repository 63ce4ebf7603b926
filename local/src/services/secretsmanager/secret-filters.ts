import { AwsError } from '../../kernel/aws-error';
import type { StoredSecret } from './secret';

export interface SecretFilter {
  readonly Key?: string;
  readonly Values?: readonly string[];
}

type Test = (secret: StoredSecret, value: string) => boolean;

/** (Secrets Manager API reference, Filter; that `description` goes by words was observed.) */
const TESTS: Readonly<Record<string, Test>> = {
  name: ({ name }, value) => name.startsWith(value),
  description: ({ description = '' }, value) => hasWords([description], value),
  'tag-key': ({ tags }, value) => tags.some(({ Key }) => Key.startsWith(value)),
  'tag-value': ({ tags }, value) => tags.some(({ Value }) => Value.startsWith(value)),
  // No secret here is a replica or belongs to a service.
  'primary-region': () => false,
  'owning-service': () => false,
  all: ({ name, description = '', tags }, value) =>
    hasWords([name, description, ...tags.flatMap(({ Key, Value }) => [Key, Value])], value),
};

/** Whether a secret fits every filter: one of a filter's values, where `!value` means all that do not fit it. */
export function secretFilter(filters: readonly SecretFilter[] = []): (secret: StoredSecret) => boolean {
  filters.forEach(checkFilter);
  return (secret) => filters.every(({ Key = '', Values = [] }) => Values.some(fits(secret, TESTS[Key]!)));
}

function fits(secret: StoredSecret, test: Test): (value: string) => boolean {
  return (value) => (value.startsWith('!') ? !test(secret, value.slice(1)) : test(secret, value));
}

/** Each word of the value begins a word of one of the texts, in any case. */
function hasWords(texts: readonly string[], value: string): boolean {
  const words = texts.flatMap(wordsOf);
  return wordsOf(value).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function checkFilter({ Key, Values = [] }: SecretFilter, index: number): void {
  const given = Key === undefined ? 'null' : `'${Key}'`;
  const at = `filters.${index + 1}.member`;
  if (Key === undefined || !Object.hasOwn(TESTS, Key))
    throw refused(
      `Value ${given} at '${at}.key' failed to satisfy constraint: Member must satisfy enum value set: [${Object.keys(TESTS).join(', ')}]`,
    );
  if (Values.length < 1 || Values.length > 10)
    throw refused(
      `Value '[${Values.join(', ')}]' at '${at}.values' failed to satisfy constraint: Member must have length ${Values.length < 1 ? 'greater than or equal to 1' : 'less than or equal to 10'}`,
    );
}

function refused(constraint: string): AwsError {
  return new AwsError('ValidationException', `1 validation error detected: ${constraint}`);
}
