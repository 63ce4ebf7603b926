import { deployedDefinition } from '../replay/replay-steps';
import type { Feed } from './feed';
import { readExecution } from './read-execution';

export interface Asked {
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Does it change anything? Then it is refused where the page may only look. */
  readonly changes?: boolean;
  readonly handle: (feed: Feed, asked: Asked) => Promise<unknown>;
}

export function findRoute(method: string, path: string): Route | undefined {
  return ROUTES.find((route) => route.method === method && route.path === path);
}

const HOUR = 3_600_000;

const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: 'about',
    handle: async ({ about, session }) => ({
      ...about,
      revision: (await deployedDefinition(session)).revision,
    }),
  },
  {
    method: 'GET',
    path: 'definition',
    handle: async ({ session }) => JSON.parse((await deployedDefinition(session)).text) as unknown,
  },
  {
    method: 'GET',
    path: 'executions',
    handle: ({ executions }, { query }) => {
      const hours = Number(query.get('hours') ?? 24);
      const filter = { outcome: text(query, 'outcome'), step: text(query, 'step'), text: text(query, 'q') };
      return executions.changes(
        Number(query.get('after') ?? 0),
        Date.now() - hours * HOUR,
        filter,
        revealed(query),
      );
    },
  },
  {
    method: 'GET',
    path: 'execution',
    handle: (feed, { query }) => readExecution(feed, query.get('id') ?? '', revealed(query)),
  },
];

function text(query: URLSearchParams, name: string): string | undefined {
  return query.get(name) || undefined;
}

function revealed(query: URLSearchParams): boolean {
  return query.get('reveal') === '1';
}
