import type { Bindings } from '../expressions/expression';
import { evaluate } from '../expressions/expression';
import type { Json, JsonObject } from '../expressions/json';
import type { State } from '../language/definition';
import type { Execution, Scope } from './execution';
import type { LineStanding } from './standing';

/** One stay in a state. */
export interface Visit<S extends State = State> {
  readonly execution: Execution;
  readonly scope: Scope;
  readonly name: string;
  readonly state: S;
  readonly input: Json;
  /** Event of the entry; undefined where there is no history (TestState). */
  readonly enteredId?: number;
  readonly enteredTime: number;
  /** Last event before the entry. */
  readonly before: number;
  /** The branches or iterations that had begun when the line came to stand here; taken up by the first attempt. */
  begun?: readonly LineStanding[];
  /** How often the state was tried again. */
  retryCount: number;
  /** Stands in for the context object (TestState). */
  readonly contextObject?: JsonObject;
}

/** What a state comes to: its output, what it assigns, and where it goes; no `next` ends the line. */
export interface Outcome {
  readonly output: Json;
  readonly assigned?: JsonObject;
  readonly next?: string;
}

/** What a field may read besides `$states.input` and `$states.context`. */
export interface Extra {
  readonly result?: Json;
  readonly errorOutput?: Json;
}

/** The names that the expressions of a state see. The context object is made only when it is read. */
export function bindings(visit: Visit, extra: Extra = {}, item?: JsonObject): Bindings {
  const now = visit.execution.clock.now();
  let context: JsonObject | undefined;
  return {
    now: (picture?: string, timezone?: string) =>
      evaluate('$fromMillis($at, $picture, $timezone)', '', { at: now, picture, timezone }),
    millis: () => now,
    ...visit.scope.variables,
    states: {
      input: visit.input,
      ...extra,
      get context() {
        return (context ??= contextObject(visit, item));
      },
    },
  };
}

/** The context object. AWS: "Accessing execution data from the Context object in Step Functions". */
export function contextObject(visit: Visit, item?: JsonObject): JsonObject {
  if (visit.contextObject) return visit.contextObject;
  const { execution, scope } = visit;
  const map = item ?? scope.item;
  return {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      StartTime: isoTime(execution.startTime),
      Name: execution.name,
      RoleArn: execution.machine.roleArn,
      ...(execution.redriveCount === undefined ? {} : { RedriveCount: execution.redriveCount }),
      ...(execution.redriveTime === undefined ? {} : { RedriveTime: isoTime(execution.redriveTime) }),
    },
    StateMachine: { Id: execution.machine.arn, Name: execution.machine.name },
    State: stateContext(visit),
    ...(map ? { Map: { Item: map } } : {}),
  };
}

function stateContext({ name, enteredTime, state, retryCount }: Visit): JsonObject {
  const context: JsonObject = { Name: name, EnteredTime: isoTime(enteredTime) };
  if (['Task', 'Parallel', 'Map'].includes(state.Type)) context.RetryCount = retryCount;
  return context;
}

/** ISO 8601 as Step Functions writes it: no fraction when there is none. */
function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
