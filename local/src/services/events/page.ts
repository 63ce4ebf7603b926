import { page as pageOf } from '../../kernel/page';
import { invalid } from './events-error';

export interface Paging {
  readonly Limit?: number;
  readonly NextToken?: string;
}

/** One page of a list, and the token of the next one. */
export function page<Thing>(things: readonly Thing[], { Limit = 100, NextToken }: Paging) {
  return pageOf(things, Limit, NextToken, () => invalid('The NextToken is not valid.'));
}

/** Of the things with a name, those that begin with the prefix, sorted. */
export function named<Thing>(things: Iterable<Thing>, name: (thing: Thing) => string, prefix = ''): Thing[] {
  return [...things]
    .filter((thing) => name(thing).startsWith(prefix))
    .sort((one, other) => (name(one) < name(other) ? -1 : 1));
}
