import { AwsError } from '../../../kernel/aws-error';

interface PageRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** AWS: the default of every list, and the most that may be asked for. */
const USUAL = 100;
const MOST = 1000;

/**
 * A page of things whose ranks ascend, and the token of what follows it: the last one's rank. What has come before the
 * page meanwhile does not shift it.
 */
export function pageAfter<Thing>(
  things: readonly Thing[],
  rankOf: (thing: Thing) => number,
  { maxResults = 0, nextToken }: PageRequest,
): { items: Thing[]; nextToken?: string } {
  if (maxResults > MOST) throw tooMany(maxResults);
  const last = nextToken === undefined ? -Infinity : rankIn(nextToken);
  const left = things.filter((thing) => rankOf(thing) > last);
  const items = left.slice(0, maxResults || USUAL);
  const more = items.length < left.length;
  return { items, ...(more ? { nextToken: tokenOf(rankOf(items.at(-1)!)) } : {}) };
}

function tokenOf(rank: number): string {
  return Buffer.from(`after ${rank}`).toString('base64');
}

function rankIn(token: string): number {
  const rank = /^after (-?\d+)$/.exec(Buffer.from(token, 'base64').toString())?.[1];
  if (rank === undefined) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  return Number(rank);
}

function tooMany(maxResults: number): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${maxResults}' at 'maxResults' failed to satisfy constraint: ` +
      `Member must have value less than or equal to ${MOST}`,
  );
}
