import { deployedDefinition } from '../replay/replay-steps';
import { changeRoutes } from './change-routes';
import { showHandOver } from './hand-over';
import { localRoutes } from './local-routes';
import { readOverview } from './overview';
import { showPlan } from './plan-request';
import { readDefinition } from './read-definition';
import { readExecution, readStepLog } from './read-execution';
import { readFailure } from './read-failure';
import { readFailures } from './read-failures';
import { readReconcile } from './read-reconcile';
import { readUser } from './read-user';
import { reconcileRoutes } from './reconcile-routes';
import { revealed, type Route, text } from './route';
import { tryError } from './try-error';
import { tryRecordedStep } from './try-step';

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
    handle: (feed, { query }) => readDefinition(feed, text(query, 'of') ?? 'registration'),
  },
  { method: 'GET', path: 'reconcile', handle: (feed) => readReconcile(feed) },
  { method: 'GET', path: 'overview', handle: (feed) => readOverview(feed) },
  {
    method: 'GET',
    path: 'executions',
    handle: ({ session, executions }, { query }) => {
      const hours = Number(query.get('hours') ?? 24);
      const filter = { outcome: text(query, 'outcome'), step: text(query, 'step'), text: text(query, 'q') };
      const after = Number(query.get('after') ?? 0);
      return executions.changes(after, session.now() - hours * HOUR, filter, revealed(query));
    },
  },
  {
    method: 'GET',
    path: 'execution',
    handle: (feed, { query }) => readExecution(feed, query.get('id') ?? '', revealed(query)),
  },
  {
    method: 'GET',
    path: 'step-log',
    handle: (feed, { query }) =>
      readStepLog(feed, query.get('id') ?? '', query.get('step') ?? '', revealed(query)),
  },
  {
    method: 'GET',
    path: 'failures',
    handle: (feed, { query }) => readFailures(feed, query.get('status') ?? '', revealed(query)),
  },
  {
    method: 'GET',
    path: 'failure',
    handle: (feed, { query }) => readFailure(feed, query.get('id') ?? '', revealed(query)),
  },
  {
    method: 'GET',
    path: 'hand-over',
    handle: (feed, { query }) => showHandOver(feed, query.get('id') ?? '', revealed(query)),
  },
  {
    method: 'GET',
    path: 'user',
    handle: (feed, { query }) => readUser(feed, query.get('q') ?? '', revealed(query)),
  },
  {
    method: 'GET',
    path: 'job',
    handle: async ({ jobs }, { query }) => jobs.find(query.get('id')).document(),
  },
  { method: 'POST', path: 'plan', handle: (feed, { query, body }) => showPlan(feed, body, revealed(query)) },
  {
    method: 'POST',
    path: 'try',
    handle: (feed, { query, body }) =>
      tryRecordedStep(feed, body, { forReal: false, reveal: revealed(query) }),
  },
  { method: 'POST', path: 'try-error', handle: (feed, { body }) => tryError(feed, body) },
  ...changeRoutes,
  ...reconcileRoutes,
  ...localRoutes,
];
