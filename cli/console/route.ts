import type { Feed } from './feed';

export interface Asked {
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** One address that the page asks. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Does it change anything? Then it is refused where the page may only look. */
  readonly changes?: boolean;
  readonly handle: (feed: Feed, asked: Asked) => Promise<unknown>;
}

/** A member of the query; undefined when it is not there or empty. */
export function text(query: URLSearchParams, name: string): string | undefined {
  return query.get(name) || undefined;
}

/** Is personal data asked for? */
export function revealed(query: URLSearchParams): boolean {
  return query.get('reveal') === '1';
}
