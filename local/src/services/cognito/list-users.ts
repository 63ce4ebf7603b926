import { page } from '../../kernel/page';
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

/** ListUsers, in the order of creation. */
export function listUsers({ pools, users }: CognitoDependencies) {
  return ({ UserPoolId, Filter, Limit, PaginationToken: token, AttributesToGet: only }: ListUsersInput) => {
    const found = users.list(pools.pool(UserPoolId).id).filter(userFilter(Filter));
    const { items, NextToken: PaginationToken } = page(found, Limit || MOST, token, invalidToken);
    // Same page, AttributesToGet: "returns an error if not all users in the results have set a value"; the text as reported.
    if (only && items.some(({ attributes }) => only.some((name) => attributes[name] === undefined)))
      throw invalidParameter('One or more requested attributes do not exist.');
    return {
      Users: items.map((user) => userOutput(user, only)),
      ...(PaginationToken && { PaginationToken }),
    };
  };
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
