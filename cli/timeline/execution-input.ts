import { failureIdOf } from '../../tasks/shared/failure-id';

/** The one element that starts an execution: a message as the pipe hands it over, or a state to go on from. */
export interface ExecutionInput {
  readonly body?: string;
  readonly attributes?: { readonly SentTimestamp?: string; readonly ApproximateReceiveCount?: string };
  readonly resume_at?: string;
  readonly state?: {
    readonly delivery?: {
      readonly failure_id?: string;
      readonly replay?: { readonly replay_id?: string };
      readonly started_by?: string;
    };
  };
}

/** Reads an execution's input, as far as it is one; the log may have cut it. */
export function readInput(input = ''): ExecutionInput {
  try {
    const elements = JSON.parse(input) as unknown;
    const [element] = Array.isArray(elements) ? (elements as unknown[]) : [];
    return typeof element === 'object' && element !== null ? element : {};
  } catch {
    return {};
  }
}

/** The record that an execution would write to or close, by the rule that the workflow follows. */
export function recordIdOf({ input }: { readonly input?: string }): string | undefined {
  const { body, state } = readInput(input);
  if (state) return state.delivery?.failure_id;
  return body === undefined ? undefined : failureIdOf(body);
}

/** Who started it: the queue's delivery, an operator's replay, or what says so itself. */
export function starterOf({ input }: { readonly input?: string }): string {
  const { resume_at, state } = readInput(input);
  if (resume_at === undefined) return 'delivery';
  return state?.delivery?.started_by ?? 'replay';
}
