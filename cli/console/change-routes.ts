import { discardRecord } from '../failures/discard-record';
import { findRecord } from '../failures/find-record';
import { replayRecord } from '../replay/replay-in-bulk';
import { deployedDefinition } from '../replay/replay-steps';
import { checkReason } from '../terminal/parse-option';
import { UserError } from '../terminal/user-error';
import type { Feed } from './feed';
import { handOver } from './hand-over';
import { planOf } from './plan-request';
import { revealed, type Route } from './route';
import { orderOf, startPlan } from './start-plan';
import { tryRecordedStep } from './try-step';

type Body = Readonly<Record<string, unknown>>;

/** What changes something: replays, bulk replays, trials for real, hand-overs, discarding. */
export const changeRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: 'replay',
    changes: true,
    handle: (feed, { body }) => replayOne(feed, body as Body),
  },
  { method: 'POST', path: 'bulk', changes: true, handle: (feed, { body }) => replayMany(feed, body as Body) },
  {
    method: 'POST',
    path: 'bulk/pause',
    changes: true,
    handle: async ({ jobs }, { body }) => jobs.find((body as Body).job).pause(),
  },
  {
    method: 'POST',
    path: 'bulk/resume',
    changes: true,
    handle: async ({ jobs }, { body }) => jobs.find((body as Body).job).goOn(),
  },
  {
    method: 'POST',
    path: 'try-for-real',
    changes: true,
    handle: (feed, { query, body }) =>
      tryRecordedStep(feed, body, { forReal: true, reveal: revealed(query) }),
  },
  {
    method: 'POST',
    path: 'hand-over',
    changes: true,
    handle: (feed, { body }) => handOver(feed, String((body as Body).id), body as Body),
  },
  { method: 'POST', path: 'discard', changes: true, handle: (feed, { body }) => discard(feed, body as Body) },
];

async function replayOne(feed: Feed, body: Body): Promise<unknown> {
  const { plan, definition } = await planOf(feed, body);
  return startPlan(feed, plan, definition.arn, body);
}

async function replayMany(feed: Feed, { ids, reason }: Body): Promise<unknown> {
  if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === 'string')) throw noIds();
  const { session, jobs } = feed;
  const definition = await deployedDefinition(session);
  const order = await orderOf(feed, reason, definition.arn);
  return jobs.start(ids, (id) => replayRecord(session, id, { order, definition }));
}

async function discard({ session }: Feed, { id, reason }: Body): Promise<unknown> {
  checkReason(reason as string | undefined);
  const record = await findRecord(session, String(id));
  await discardRecord(session, record, {
    by: await session.operator(),
    at: new Date(session.now()).toISOString(),
    reason: reason as string,
  });
  return { failure_id: record.failure_id };
}

function noIds(): UserError {
  return new UserError({
    where: 'bulk',
    what: 'takes the ids of failure records',
    fix: 'Load the page again.',
  });
}
