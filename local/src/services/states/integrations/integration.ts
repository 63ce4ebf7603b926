import type { CallOperation } from '../../../kernel/cloud-context';
import type { Clock } from '../../../kernel/clock';
import type { Json } from '../expressions/json';
import type { EventDetails } from '../history/history';

/** What a Task's resource does. */
export interface Integration {
  /** How a result that is too large names its source. */
  readonly source: string;
  readonly events: TaskEvents;
  /** Calls the resource. Rejects with `StateError`. */
  call(context: TaskContext, args: Json): Promise<Json>;
}

/** The evaluated fields of a task and what it calls; times in seconds. */
export interface TaskOptions {
  readonly integration: Integration;
  readonly args: Json;
  readonly timeout?: number;
  readonly heartbeat?: number;
  readonly credentials?: Json;
}

/** Whom a task works for and how it reaches the cloud. */
export interface TaskContext {
  readonly execution: {
    readonly arn: string;
    readonly machine: { readonly arn: string };
    readonly clock: Clock;
    readonly call: CallOperation;
    /** Resolves when a Standard execution has ended. */
    readonly ended?: (executionArn: string) => Promise<void> | undefined;
  };
  readonly caller: string;
  /** Aborts when the task has given up. */
  readonly signal: AbortSignal;
  /** Records what a task answered at first that waits for more. */
  readonly submitted: (output: Json) => void;
}

/** How a kind of resource is spelled in the history. */
export interface TaskEvents {
  readonly prefix: 'Task' | 'LambdaFunction';
  /** Details that every event carries. */
  readonly target: EventDetails;
  scheduled(options: TaskOptions, region: string): EventDetails;
  succeeded(result: Json): EventDetails;
}
