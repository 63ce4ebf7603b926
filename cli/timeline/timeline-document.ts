import { mask, maskQuotes, personalValues } from '../terminal/mask';
import { readData } from './read-data';
import type { Timeline } from './timeline';

/** An execution as a document for machines, personal data masked. */
export function timelineDocument(timeline: Timeline, reveal = false): unknown {
  const document = {
    ...timeline,
    input: readData(timeline.input),
    output: readData(timeline.output),
    steps: timeline.steps.map((step) => ({
      ...step,
      input: readData(step.input),
      output: readData(step.output),
      calls: step.calls.map((call) => ({
        ...call,
        request: readData(call.request),
        response: readData(call.response),
      })),
    })),
  };
  return reveal ? document : hide(document);
}

/** Names of steps are no names of people. */
function hide<D extends { steps: readonly { name: string; calls: readonly object[] }[]; cause?: string }>(
  document: D,
) {
  const secrets = personalValues(document.steps.map(({ calls: _, name: __, ...step }) => step));
  const hideCause = <T extends { cause?: string }>(of: T): T =>
    of.cause === undefined ? of : { ...of, cause: maskQuotes(of.cause, secrets) };
  return hideCause({
    ...(mask({ ...document, steps: undefined }) as D),
    steps: document.steps.map(({ name, calls, ...step }) => ({
      name,
      ...(mask(step) as object),
      calls: calls.map((call) => hideCause(mask(call) as { cause?: string })),
    })),
  });
}
