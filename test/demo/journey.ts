import { ExecuteStatementCommand } from '@aws-sdk/client-rds-data';
import type { Timeline } from '../../cli/timeline/timeline';
import type { Outputs } from './actions';
import type { Clients } from './clients';
import { readExecutions } from './executions';
import { findProblems } from './problems';
import type { Probe, SeenEvent } from './probe';
import type { Scenario } from './scenarios';

export type Row = Readonly<Record<string, unknown>>;

/** One stop of a registration on its way, with the milliseconds since the sign-up was confirmed. */
export interface Hop {
  readonly at: number;
  readonly what: string;
}

/** Everything that came of one user. */
export interface Journey {
  readonly email: string;
  readonly title: string;
  readonly outcome: string;
  readonly row: Row | null;
  readonly events: readonly SeenEvent[];
  readonly executions: readonly Timeline[];
  readonly hops: readonly Hop[];
  /** What did not come as expected; empty when all did. */
  readonly problems: readonly string[];
}

/** Watches one user until everything expected has come, or the time is over (in milliseconds). */
export async function followUser(
  scenario: Scenario,
  sub: string,
  confirmedAt: number,
  watch: { clients: Clients; outputs: Outputs; probe: Probe },
  patience = 15_000,
): Promise<Journey> {
  const deadline = Date.now() + patience;
  for (;;) {
    const journey = await observe(scenario, sub, confirmedAt, watch);
    if (journey.problems.length === 0 || Date.now() > deadline) return journey;
    await watch.probe.read(1);
  }
}

async function observe(
  scenario: Scenario,
  sub: string,
  confirmedAt: number,
  { clients, outputs, probe }: { clients: Clients; outputs: Outputs; probe: Probe },
): Promise<Journey> {
  const events = (await probe.read()).filter((event) => event.cognitoId === sub);
  const log = await readExecutions(clients, outputs.StateMachineLogGroupName ?? '');
  const executions = log.filter((execution) => execution.input?.includes(sub));
  const row = await readRow(clients, outputs, sub);
  return {
    email: scenario.user.email,
    title: scenario.title,
    outcome: outcomeOf(executions),
    row,
    events,
    executions,
    hops: toHops(confirmedAt, events, executions),
    problems: findProblems(scenario, row, events, executions),
  };
}

/** A user is registered if any execution registered them, whichever of two events came first. */
function outcomeOf(executions: readonly Timeline[]): string {
  const outcomes = executions.map((execution) => execution.outcome);
  return outcomes.includes('registered') ? 'registered' : (outcomes.at(-1) ?? 'nothing');
}

async function readRow({ database }: Clients, outputs: Outputs, sub: string): Promise<Row | null> {
  const { formattedRecords } = await database.send(
    new ExecuteStatementCommand({
      resourceArn: outputs.DatabaseClusterArn,
      secretArn: outputs.DatabaseSecretArn,
      database: outputs.DatabaseName,
      sql: 'SELECT * FROM users WHERE cognito_id = :cognito_id',
      parameters: [{ name: 'cognito_id', value: { stringValue: sub } }],
      formatRecordsAs: 'JSON',
    }),
  );
  return (JSON.parse(formattedRecords ?? '[]') as Row[])[0] ?? null;
}

function toHops(confirmedAt: number, events: readonly SeenEvent[], executions: readonly Timeline[]): Hop[] {
  const hops = events.map(({ at, type }) => ({ at, what: `${type} seen by a consumer` }));
  for (const [index, { startedAt, endedAt, steps, outcome }] of executions.entries()) {
    const execution = executions.length > 1 ? `execution ${index + 1}` : 'execution';
    hops.push({ at: startedAt, what: `${execution} started` });
    hops.push(...steps.map((step) => ({ at: step.startedAt, what: step.name })));
    if (endedAt) hops.push({ at: endedAt, what: `${execution} ended: ${outcome}` });
  }
  return hops.map(({ at, what }) => ({ at: at - confirmedAt, what })).sort((a, b) => a.at - b.at);
}
