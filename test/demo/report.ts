import Table from 'cli-table3';
import type { Journey } from './journey';

/** One document for machines. */
export function toDocument(journeys: readonly Journey[]) {
  const users = journeys.map(({ email, title, outcome, row, events, hops, problems }) => ({
    email,
    title,
    outcome,
    row,
    events: events.map(({ type, eventId, operation, at }) => ({ type, event_id: eventId, operation, at })),
    hops: hops.map(({ at, what }) => ({ ms: at, what })),
    problems,
  }));
  return { ok: users.every((user) => user.problems.length === 0), users };
}

/** A table of every hop per user, in milliseconds since the confirmation, for people. */
export function toTable(journeys: readonly Journey[]): string {
  const table = new Table({ head: ['user', 'what happened', 'ms', 'hop'], style: { head: [], border: [] } });
  for (const { email, title, hops, problems } of journeys) {
    const verdict = problems.length ? problems.map((problem) => `✘ ${problem}`).join('\n') : '✔ as expected';
    table.push([
      email,
      `${title}\n${verdict}`,
      hops.map((hop) => String(hop.at)).join('\n'),
      hops.map((hop) => hop.what).join('\n'),
    ]);
  }
  return table.toString();
}
