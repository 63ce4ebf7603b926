import { callsOf, effectFor } from '../faults/fault-plans';
import { wayTo } from '../faults/cells';
import type { Fault } from 'local-cloud/kernel/faults';
import { expectedTries, type ExpectedTries } from './expected-tries';
import { workbench, type WorkflowRun } from './workflow-run';

export interface Definition {
  readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Runs a definition with every error of one step, and says what is not as the table has it. */
export async function problemsOf(definition: Definition, step: string): Promise<string[]> {
  const problems: string[] = [];
  for await (const found of problemsByError(definition, step)) problems.push(...found);
  return problems;
}

/** Whether anything is not as the table has it; the first problem is enough. */
export async function hasProblem(definition: Definition, step: string): Promise<boolean> {
  for await (const found of problemsByError(definition, step)) if (found.length > 0) return true;
  return false;
}

async function* problemsByError(definition: Definition, step: string): AsyncGenerator<string[]> {
  const expected = expectedTries[step];
  if (!expected) throw new Error(`Nothing is said of ${step} in expected-tries.ts.`);
  const resource = String(definition.States[step]?.Resource);
  const bench = await workbench(definition);
  for (const error of errorsOf(step, resource, expected)) {
    const faults = faultsFor(step, resource, error);
    yield problemsWith(error, step, expected, await bench.run({ faults, delivery: expected.delivery }));
  }
}

function errorsOf(step: string, resource: string, { waits }: ExpectedTries): Set<string> {
  const named = [...Object.keys(waits), ...callsOf(step, resource).unlisted];
  return new Set(named.filter((error) => error !== 'EmailInUse'));
}

function faultsFor(step: string, resource: string, error: string): Fault[] {
  const { service, operation } = callsOf(step, resource);
  const effect = { ...effectFor(step, resource, error), crash: undefined };
  // Nothing runs a function here: its crash is told as Lambda tells it.
  const crashed = error === 'Runtime.ExitError' && { response: exit };
  const way = step === 'ResolveFailure' ? [] : wayTo(step);
  return [{ service, operation, caller: `/${step}`, ...effect, ...crashed }, ...way];
}

function problemsWith(error: string, step: string, expected: ExpectedTries, run: WorkflowRun): string[] {
  const problems: string[] = [];
  const end = run.outcome ?? `${run.status} ${run.error}`;
  if (end !== expected.end(error)) problems.push(`${error}: ended as ${end}`);
  const isSlow = /^States.*Timeout(,|$)/.test(error);
  const waits = waitsBetween(run.tries.get(step) ?? [], isSlow ? expected.timeout : 0);
  const planned = expected.waits[error] ?? expected.otherwise;
  if (waits.join() !== planned.join())
    problems.push(`${error}: waited ${waits.join()} instead of ${planned.join()}`);
  const recorded = expected.recorded?.(error) ?? {};
  if (!matches(run.recorded, recorded)) problems.push(`${error}: recorded ${JSON.stringify(run.recorded)}`);
  return problems;
}

const exit = {
  StatusCode: 200,
  FunctionError: 'Unhandled',
  Payload:
    '{"errorType":"Runtime.ExitError","errorMessage":"Error: Runtime exited with error: signal: killed"}',
};

function waitsBetween(tries: readonly number[], taken: number): number[] {
  return tries.slice(1).map((at, index) => at - (tries[index] ?? 0) - taken);
}

function matches(recorded: object, expected: object): boolean {
  try {
    expect(recorded).toMatchObject(expected as Record<string, unknown>);
    return true;
  } catch {
    return false;
  }
}
