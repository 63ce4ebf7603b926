import type { Timeline } from './timeline';

/** The record that an execution would have written to or closed: every state document carries its id. */
export function failureIdOf({ output, steps }: Timeline): string | undefined {
  for (const text of [output, ...steps.map((step) => step.output)]) {
    const found = /"failure_id"\s*:\s*"([^"]+)"/.exec(text ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
