import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Session } from '../aws/session';
import { leaveOnInterrupt } from '../replay/leave-on-interrupt';
import { commandLine } from '../terminal/printed-command';
import type { Report } from './report';
import type { RunSettings } from './settings';

/** How a run ended. `refused`: it mended nothing more, and why. */
export interface RunEnd {
  readonly runId: string;
  readonly report?: Report;
  readonly refused?: string;
  /** Name of the error that stopped it, and what it says. */
  readonly error?: string;
  readonly cause?: string;
}

/** What the workflow is given: settings for a new run, or the run to go on with. */
type RunInput = RunSettings | { readonly run_id: string };

/** Starts a run, or goes on with one; answers its id and the execution. The id of a run is the name of its first execution. */
export async function startRun(session: Session, input: RunInput): Promise<{ runId: string; arn: string }> {
  const stateMachineArn = await session.output('ReconcileStateMachineArn');
  const name = randomUUID();
  const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
  const { executionArn: arn = '' } = await session.client(SFNClient).send(command);
  return { runId: 'run_id' in input ? input.run_id : name, arn };
}

/** Starts it, says what it does, and waits for its end; Ctrl-C ends the waiting alone. */
export async function runToItsEnd(session: Session, input: RunInput, does = COMPARES): Promise<RunEnd> {
  const { runId, arn } = await startRun(session, input);
  session.terminal.say(`Run ${runId} ${does} …`);
  const waiting = { told: 'its report stays', next: 'reconcile status' };
  return leaveOnInterrupt(session, waiting, endOf(session, arn, runId));
}

const COMPARES = 'compares the user pool with the table';

/** A listing takes seconds to minutes, and Step Functions is asked no oftener than it likes. */
const PAUSE = 500;

async function endOf(session: Session, executionArn: string, runId: string): Promise<RunEnd> {
  for (;;) {
    const end = await lookAtRun(session, executionArn, runId);
    if (end) return end;
    await sleep(PAUSE);
  }
}

/** How a run ended, by its first execution; undefined while one is at work on it. */
export async function lookAtRun(
  session: Session,
  executionArn: string,
  runId: string,
): Promise<RunEnd | undefined> {
  const command = new DescribeExecutionCommand({ executionArn });
  const { status, output = '{}', error, cause } = await session.client(SFNClient).send(command);
  if (status === 'RUNNING') return undefined;
  if (status !== 'SUCCEEDED') return stopped(runId, error ?? status ?? 'unknown', cause);
  const { continued_by, report } = JSON.parse(output) as RunOutput;
  return continued_by === undefined ? { runId, report } : lookAtRun(session, continued_by, runId);
}

interface RunOutput {
  /** ARN of the execution that goes on, where the history of this one was full. */
  readonly continued_by?: string;
  readonly report?: Report;
}

function stopped(runId: string, error: string, cause?: string): RunEnd {
  return error === 'ReconciliationRefused' ? { runId, refused: cause } : { runId, error, cause };
}

/** What to type to go on with a run. */
export function resumeCommand(runId: string): string {
  return commandLine('reconcile resume', runId);
}
