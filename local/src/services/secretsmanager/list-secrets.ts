import { AwsError } from '../../kernel/aws-error';
import { oneOf } from '../../kernel/constraints';
import { page } from '../../kernel/page';
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
  return page(
    all,
    limit,
    input.NextToken,
    () => new AwsError('InvalidNextTokenException', 'Invalid NextToken.'),
  );
}

const SORTS: Readonly<Record<string, (secret: StoredSecret) => string | number>> = {
  name: ({ name }) => name,
  'created-date': ({ createdAt }) => createdAt,
  'last-changed-date': ({ changedAt }) => changedAt,
  'last-accessed-date': ({ accessedAt = 0 }) => accessedAt,
};

/** What the members of ListSecrets are bounded by. (API reference, ListSecrets) */
export const LIST_CONSTRAINTS = { SortBy: oneOf(...Object.keys(SORTS)), SortOrder: oneOf('asc', 'desc') };

function order({ SortBy = 'name', SortOrder = 'asc' }: ListSecretsInput) {
  const key = SORTS[SortBy] as (typeof SORTS)[string];
  const sign = SortOrder === 'asc' ? 1 : -1;
  return (one: StoredSecret, other: StoredSecret) =>
    key(one) === key(other) ? 0 : key(one) < key(other) ? -sign : sign;
}
