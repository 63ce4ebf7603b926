import type { Json } from '../expressions/json';
import type { Line } from './execution';
import { Interrupted, StateError } from '../state-error';
import type { Visit } from './visit';

/** A controller that stops the lines of a state; it follows the state's own signal. */
export function linesController(outer: AbortSignal): { controller: AbortController; release: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort(new Interrupted());
  if (outer.aborted) abort();
  else outer.addEventListener('abort', abort, { once: true });
  return { controller, release: () => outer.removeEventListener('abort', abort) };
}

/** Reports what a failed line left open, and what its siblings were doing. `each` tells how a line itself is reported. */
export function recordAborted(
  visit: Visit,
  lines: readonly Line[],
  each?: (line: Line) => string | undefined,
): void {
  const { history } = visit.execution;
  const after = visit.scope.previous;
  for (const line of lines) {
    if (line.status === 'succeeded') continue;
    const type = each?.(line);
    if (type) history.add(type, { index: line.index, name: visit.name }, after);
    if (line.scope.open) history.add(`${line.scope.open}StateAborted`, {}, after);
  }
}

/** Runs a line; its failure is kept apart from what was only stopped because a sibling failed. */
export async function runLine(line: Line, run: () => Promise<Json>): Promise<Json> {
  try {
    const output = await run();
    line.status = 'succeeded';
    line.output = output;
    return output;
  } catch (thrown) {
    if (thrown instanceof StateError) line.status = 'failed';
    throw thrown;
  }
}
