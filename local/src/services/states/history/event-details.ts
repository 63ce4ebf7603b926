import type { Json, JsonObject } from '../expressions/json';
import { jsonText } from '../expressions/json-text';
import type { EventDetails } from './history';

const WHOLE = { truncated: false };

/** Details with the data that goes in. */
export function withInput(input: Json, rest: EventDetails = {}): EventDetails {
  return { input: jsonText(input), inputDetails: WHOLE, ...rest };
}

/** Details with the data that comes out. */
export function withOutput(output: Json, rest: EventDetails = {}): EventDetails {
  return { output: jsonText(output), outputDetails: WHOLE, ...rest };
}

/** Details with the variables that a state assigned, each as JSON text. */
export function withVariables(assigned: JsonObject | undefined): EventDetails {
  if (!assigned) return {};
  const texts = Object.entries(assigned).map(([name, value]) => [name, jsonText(value)]);
  return { assignedVariables: Object.fromEntries(texts) as object, assignedVariablesDetails: WHOLE };
}

/** Details of a failure; what has no error name or no cause says nothing of it. */
export function withError(
  failure: { error?: string; cause?: string },
  rest: EventDetails = {},
): EventDetails {
  const { error, cause } = failure;
  return { ...(cause === undefined ? {} : { cause }), ...(error === undefined ? {} : { error }), ...rest };
}
