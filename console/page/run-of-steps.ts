import type { ExecutionRow, StepDocument, TimelineDocument } from '../feed/documents';
import type { Definition } from '../layout/definition';
import { mainLine } from '../layout/main-line';

/** How a step stands in one execution. */
export type StepState =
  'not reached' | 'running' | 'succeeded' | 'retried' | 'caught' | 'failed' | 'skipped by the replay';

export const GLYPHS: Readonly<Record<StepState, string>> = {
  'not reached': '',
  running: '◌',
  succeeded: '✓',
  retried: '↻',
  caught: '!',
  failed: '✕',
  'skipped by the replay': '⇥',
};

/** What an execution did with each step, and which ways it went. */
export interface Run {
  readonly states: ReadonlyMap<string, StepState>;
  /** `from to`, and `catch` behind it where an error led there. */
  readonly taken: ReadonlySet<string>;
}

export function wayKey(from: string, to: string, isCatch: boolean): string {
  return `${from} ${to}${isCatch ? ' catch' : ''}`;
}

/** Reads it from the recorded steps. */
export function runOf({ steps, outcome }: TimelineDocument, row: ExecutionRow, definition: Definition): Run {
  const states = new Map<string, StepState>(
    skipped(row, definition).map((name) => [name, 'skipped by the replay']),
  );
  const taken = new Set<string>();
  for (const [index, step] of steps.entries()) {
    states.set(step.name, stateOf(step, outcome !== undefined));
    const before = steps[index - 1];
    if (before) taken.add(wayKey(before.name, step.name, stateOf(before, true) === 'caught'));
  }
  return { states, taken };
}

export function stateOf({ calls, endedAt, output }: StepDocument, isOver: boolean): StepState {
  if (endedAt === undefined) return isOver ? 'failed' : 'running';
  if (calls.at(-1)?.error !== undefined) return output === undefined ? 'failed' : 'caught';
  if (output === undefined) return 'failed';
  return calls.some(({ error }) => error !== undefined) ? 'retried' : 'succeeded';
}

/** What lies on the way that goes well before the step at which a replay starts. */
function skipped({ resumedAt, startedBy }: ExecutionRow, definition: Definition): string[] {
  if (resumedAt === undefined || startedBy === 'delivery') return [];
  const line = [...mainLine(definition).entries()].map(([from]) => from).slice(1);
  const at = line.indexOf(resumedAt);
  return at < 0 ? [] : line.slice(0, at);
}

/** Tries of a step: calls that it made. */
export function triesOf(steps: readonly StepDocument[], name: string): number {
  return Math.max(0, ...steps.filter((step) => step.name === name).map(({ calls }) => calls.length));
}
