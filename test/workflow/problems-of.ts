import { callsOf, effectFor } from '../faults/fault-plans';
import { wayTo } from '../faults/cells';
import { expectedTries } from './expected-tries';
import { runWorkflow } from './workflow-run';

export interface Definition {
  readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Runs a definition with every error of one step, and says what is not as the table has it. */
export async function problemsOf(definition: Definition, step: string): Promise<string[]> {
  const expected = expectedTries[step];
  if (!expected) return [`nothing is said of ${step} in expected-tries.ts`];
  const resource = String(definition.States[step]?.Resource);
  const { service, operation, unlisted } = callsOf(step, resource);
  const errors = new Set(
    [...Object.keys(expected.waits), ...unlisted].filter((error) => error !== 'EmailInUse'),
  );
  const problems: string[] = [];
  for (const error of errors) {
    const fault = {
      service,
      operation,
      caller: `/${step}`,
      ...effectFor(step, resource, error),
      crash: undefined,
    };
    // Nothing runs a function here: its crash is told as Lambda tells it.
    const crashed = error === 'Runtime.ExitError' && { response: exit };
    const way = step === 'ResolveFailure' ? [] : wayTo(step);
    const run = await runWorkflow(definition, {
      faults: [{ ...fault, ...crashed }, ...way],
      delivery: expected.delivery,
    });
    const end = run.outcome ?? `${run.status} ${run.error}`;
    if (end !== expected.end(error)) problems.push(`${error}: ended as ${end}`);
    const waits = waitsBetween(
      run.tries.get(step) ?? [],
      /Timeout(,|$)/.test(error) && error.startsWith('States') ? expected.timeout : 0,
    );
    const planned = expected.waits[error] ?? expected.otherwise;
    if (waits.join() !== planned.join())
      problems.push(`${error}: waited ${waits.join()} instead of ${planned.join()}`);
    const recorded = expected.recorded?.(error) ?? {};
    if (!matches(run.recorded, recorded)) problems.push(`${error}: recorded ${JSON.stringify(run.recorded)}`);
  }
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
