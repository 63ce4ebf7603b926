import { AwsError } from '../../cloud/aws-error';
import { secretSummary, stagesById } from './describe-secret';
import { secretFilter, type SecretFilter } from './secret-filters';
import type { StoredSecret } from './secret';
import type { Secrets } from './secrets';

export interface ListSecretsInput {
  readonly MaxResults?: number;
  readonly NextToken?: string;
  readonly IncludePlannedDeletion?: boolean;
  readonly Filters?: readonly SecretFilter[];
  readonly SortBy?: string;
  readonly SortOrder?: string;
}

/** A page of the secrets that fit the filters. */
export function listSecrets(secrets: Secrets, input: ListSecretsInput) {
  const { items, NextToken } = secretsPage(secrets, input, 100);
  const SecretList = items.map((secret) => ({
    ...secretSummary(secret),
    SecretVersionsToStages: stagesById(secret),
  }));
  return { SecretList, NextToken };
}

/** The secrets of a page; without a wish for an order by name. */
export function secretsPage(secrets: Secrets, input: ListSecretsInput, most: number) {
  const limit = input.MaxResults ?? most;
  if (limit < 1 || limit > most)
    throw new AwsError('InvalidParameterException', `MaxResults must be between 1 and ${most}.`);
  const fits = secretFilter(input.Filters);
  const all = secrets
    .all()
    .filter((secret) => (input.IncludePlannedDeletion || secret.deletionAt === undefined) && fits(secret))
    .sort(order(input));
  const from = input.NextToken ? tokenPlace(input.NextToken) : 0;
  const more = from + limit < all.length;
  return { items: all.slice(from, from + limit), ...(more && { NextToken: placeToken(from + limit) }) };
}

const SORTS: Readonly<Record<string, (secret: StoredSecret) => string | number>> = {
  name: ({ name }) => name,
  'created-date': ({ createdAt }) => createdAt,
  'last-changed-date': ({ changedAt }) => changedAt,
  'last-accessed-date': ({ accessedAt = 0 }) => accessedAt,
};

function order({ SortBy = 'name', SortOrder = 'asc' }: ListSecretsInput) {
  const key = Object.hasOwn(SORTS, SortBy) ? SORTS[SortBy]! : refuse('sortBy', SortBy, Object.keys(SORTS));
  if (!['asc', 'desc'].includes(SortOrder)) refuse('sortOrder', SortOrder, ['asc', 'desc']);
  const sign = SortOrder === 'asc' ? 1 : -1;
  return (one: StoredSecret, other: StoredSecret) =>
    key(one) === key(other) ? 0 : key(one) < key(other) ? -sign : sign;
}

function refuse(member: string, given: string, allowed: readonly string[]): never {
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${given}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
}

function placeToken(place: number): string {
  return Buffer.from(String(place)).toString('base64');
}

function tokenPlace(token: string): number {
  const place = Number(Buffer.from(token, 'base64').toString());
  if (Number.isInteger(place) && place > 0) return place;
  throw new AwsError('InvalidNextTokenException', 'Invalid NextToken.');
}
