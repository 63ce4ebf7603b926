import type { Call } from '../../kernel/service';
import { invalidParameter, invalidToken } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { userOutput, type User } from './user';

interface ListUsersInput {
  readonly UserPoolId: string;
  readonly AttributesToGet?: readonly string[];
  readonly Limit?: number;
  readonly PaginationToken?: string;
  readonly Filter?: string;
}

/** ListUsers API page: what a filter may name, and the largest page. */
const FILTERS = [
  ...['username', 'email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username'],
  ...['cognito:user_status', 'status', 'sub'],
];
const MOST = 60;

/** ListUsers, in the order of creation: a page goes on behind the last user of the one before, whoever has come or gone since. */
export function listUsers({ context, pools, users }: CognitoDependencies) {
  return (input: ListUsersInput, { pageSize = MOST, stale }: Call) => {
    const { UserPoolId, Filter, Limit, PaginationToken, AttributesToGet: only } = input;
    const start = PaginationToken === undefined ? -1 : placeOf(PaginationToken);
    const asOf = stale === undefined ? undefined : context.clock.now() - stale;
    const behind = users.behind(pools.pool(UserPoolId).id, start, asOf);
    const { found, next } = pageOf(behind, userFilter(Filter), Math.min(Limit || MOST, pageSize), start);
    // Same page, AttributesToGet: "returns an error if not all users in the results have set a value"; the text as reported.
    if (only && found.some(({ attributes }) => only.some((name) => attributes[name] === undefined)))
      throw invalidParameter('One or more requested attributes do not exist.');
    return {
      Users: found.map((user) => userOutput(user, only)),
      ...(next !== undefined && { PaginationToken: tokenOf(next) }),
    };
  };
}

/** The first users that fit, and the place behind which the others stand if there are any. */
function pageOf(
  users: Iterable<[place: number, user: User]>,
  fits: (user: User) => boolean,
  size: number,
  start: number,
): { found: User[]; next?: number } {
  const found: User[] = [];
  let last = start;
  for (const [place, user] of users) {
    if (!fits(user)) continue;
    if (found.length === size) return { found, next: last };
    found.push(user);
    last = place;
  }
  return { found };
}

function tokenOf(place: number): string {
  return Buffer.from(String(place)).toString('base64');
}

function placeOf(token: string): number {
  const place = Number(Buffer.from(token, 'base64').toString() || NaN);
  if (!Number.isInteger(place) || place < -1) throw invalidToken();
  return place;
}

/** `name = "value"`, or `name ^= "beginning"`. */
function userFilter(filter: string | undefined): (user: User) => boolean {
  if (!filter) return () => true;
  const [, name, operator, quoted] =
    /^\s*"?([\w:]+)"?\s*(=|\^=)\s*"((?:\\.|[^"\\])*)"\s*$/.exec(filter) ?? [];
  if (name === undefined || quoted === undefined) throw invalidParameter('Error while parsing filter.');
  if (!FILTERS.includes(name)) throw invalidParameter(`Invalid search attribute: ${name}`);
  const value = quoted.replace(/\\(.)/g, '$1');
  return (user) => {
    const found = valueOf(user, name);
    return operator === '=' ? found === value : (found?.startsWith(value) ?? false);
  };
}

function valueOf(user: User, name: string): string | undefined {
  if (name === 'username') return user.username;
  if (name === 'cognito:user_status') return user.status;
  if (name === 'status') return user.enabled ? 'Enabled' : 'Disabled';
  return user.attributes[name];
}
