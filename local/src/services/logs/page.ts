import { invalidParameter } from './log-errors';

/** A page of a sorted list; the token is the number of the entry it begins with. */
export function page<Item>(items: readonly Item[], limit: number, token?: string) {
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0) throw invalidParameter('The specified nextToken is invalid.');
  const more = from + limit < items.length;
  return { items: items.slice(from, from + limit), ...(more && { nextToken: String(from + limit) }) };
}
