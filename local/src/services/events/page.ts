export interface Paging {
  readonly Limit?: number;
  readonly NextToken?: string;
}

/** One page of a list, sorted by name, and the token of the next one. */
export function page<Thing>(things: Thing[], { Limit = 100, NextToken }: Paging) {
  const first = NextToken ? Number(Buffer.from(NextToken, 'base64').toString()) : 0;
  const last = first + Limit;
  return {
    items: things.slice(first, last),
    NextToken: things.length > last ? Buffer.from(String(last)).toString('base64') : undefined,
  };
}

/** Of the things with a name, those that begin with the prefix, sorted. */
export function named<Thing>(things: Iterable<Thing>, name: (thing: Thing) => string, prefix = ''): Thing[] {
  return [...things]
    .filter((thing) => name(thing).startsWith(prefix))
    .sort((one, other) => (name(one) < name(other) ? -1 : 1));
}
