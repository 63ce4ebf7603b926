import { randomInt } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error';

/** As GetRandomPassword and CloudFormation's GenerateSecretString spell it. */
export interface PasswordRules {
  readonly PasswordLength?: number;
  readonly ExcludeCharacters?: string;
  readonly ExcludeNumbers?: boolean;
  readonly ExcludePunctuation?: boolean;
  readonly ExcludeUppercase?: boolean;
  readonly ExcludeLowercase?: boolean;
  readonly IncludeSpace?: boolean;
  readonly RequireEachIncludedType?: boolean;
}

// API_GetRandomPassword: 32 characters by default, at least one of each type, and these are the punctuation marks.
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** A random password under the rules of Secrets Manager. */
export function randomPassword(rules: PasswordRules): string {
  const length = Number(rules.PasswordLength ?? 32);
  if (!(length >= 1 && length <= 4096))
    throw new AwsError('InvalidParameterException', 'PasswordLength must be between 1 and 4096.');
  const types = includedTypes(rules);
  const all = types.join('');
  if (!all)
    throw new AwsError(
      'InvalidParameterException',
      'The password has no characters left to be made of: too many are excluded.',
    );
  // "At least one upper and lowercase letter, one number, and one punctuation": the space is never required.
  const required =
    rules.RequireEachIncludedType === false ? [] : types.filter((type) => type !== ' ').map(pick);
  if (required.length > length)
    throw new AwsError(
      'InvalidParameterException',
      'PasswordLength is too small for one character of each included type.',
    );
  const rest = Array.from({ length: length - required.length }, () => pick(all));
  return shuffled([...required, ...rest]).join('');
}

function includedTypes(rules: PasswordRules): string[] {
  const types = [
    rules.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    rules.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    rules.ExcludeNumbers ? '' : '0123456789',
    rules.ExcludePunctuation ? '' : punctuation,
    rules.IncludeSpace ? ' ' : '',
  ];
  const excluded = new Set(rules.ExcludeCharacters ?? '');
  return types.map((type) => [...type].filter((one) => !excluded.has(one)).join('')).filter(Boolean);
}

function pick(from: string): string {
  return from[randomInt(from.length)]!;
}

function shuffled(items: string[]): string[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
  return items;
}
