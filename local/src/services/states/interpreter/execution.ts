import type { CallOperation } from '../../../kernel/cloud-context';
import type { Clock } from '../../../kernel/clock';
import type { Json, JsonObject } from '../expressions/json';
import type { History } from '../history/history';

/** One run of a state machine. */
export interface Execution {
  readonly arn: string;
  readonly type: 'EXPRESS' | 'STANDARD';
  readonly name: string;
  readonly input: Json;
  readonly startTime: number;
  /** Synchronous executions have none in their context object (recorded on AWS). */
  readonly redriveCount?: number;
  /** When it was last redriven. */
  readonly redriveTime?: number;
  readonly machine: { readonly arn: string; readonly name: string; readonly roleArn: string | null };
  readonly region: string;
  readonly accountId: string;
  readonly history: History;
  readonly clock: Clock;
  readonly call: CallOperation;
  /** Resolves when a Standard execution has ended. */
  readonly ended?: (executionArn: string) => Promise<void> | undefined;
  /** Is told whenever a line has come further. */
  readonly advanced?: () => void;
}

/** That a line came into a state. */
export interface Entry {
  readonly state: string;
  readonly input: Json;
  /** Event of the entry. */
  readonly enteredId: number;
  readonly enteredTime: number;
  /** Last event before the entry. */
  readonly before: number;
}

/** One line of states that run one after the other: the machine's own, a branch's, an iteration's. */
export interface Scope {
  readonly signal: AbortSignal;
  /** Values of the variables that are visible here. */
  variables: JsonObject;
  /** The item of a Map iteration, for `$states.context.Map`. */
  readonly item?: JsonObject;
  /** Last event of this line. */
  previous: number;
  /** The state that the line is in. */
  entry?: Entry;
  /** The branches or iterations of that state, once they have begun. */
  lines?: readonly Line[];
  /** Type of the state that is open and would be reported as aborted. */
  open?: 'Task' | 'Wait';
}

/** One branch or iteration of a state, running or done. */
export interface Line {
  readonly index: number;
  readonly scope: Scope;
  status: 'running' | 'succeeded' | 'failed';
  /** What it came to; also that of a failed iteration which its Map tolerates. */
  output?: Json;
}

/** A scope within a scope: sees its variables, cannot change them. */
export function innerScope(outer: Scope, signal: AbortSignal, previous: number, item?: JsonObject): Scope {
  return {
    signal,
    variables: { ...outer.variables },
    item: item ?? outer.item,
    previous,
  };
}
