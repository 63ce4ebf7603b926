import type { Timeline } from '../../cli/timeline/timeline';
import type { Row } from './journey';
import type { SeenEvent } from './probe';
import type { Scenario } from './scenarios';

/** What did not come as a scenario expects; empty when all did. Executions may end in any order: two events of one user race. */
export function findProblems(
  { expected }: Scenario,
  row: Row | null,
  events: readonly SeenEvent[],
  executions: readonly Timeline[],
): string[] {
  const outcomes = executions.map((execution) => execution.outcome ?? 'running').sort();
  return [
    ...differ('outcomes', outcomes, [...expected.outcomes].sort()),
    ...differ('row', row && { name: row.name, emailVerified: row.email_verified }, expected.row),
    ...differ('user.registered', count(events, 'user.registered'), expected.registered),
    ...differ('user.persisted', count(events, 'user.persisted'), expected.persisted),
  ];
}

function count(events: readonly SeenEvent[], type: string) {
  const ids = events.filter((event) => event.type === type).map((event) => event.eventId);
  return { copies: ids.length, distinct: new Set(ids).size };
}

function differ(what: string, actual: unknown, expected: unknown): string[] {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  return got === wanted ? [] : [`${what}: ${got} instead of ${wanted}`];
}
