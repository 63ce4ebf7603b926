import type { Json, JsonObject } from '../expressions/json';

/** A state machine definition in the Amazon States Language, JSONata states only, after validation. */
export interface Definition extends Graph {
  readonly Comment?: string;
  readonly QueryLanguage?: string;
  readonly TimeoutSeconds?: number;
  readonly Version?: string;
}

/** States and where they begin: a machine, a branch, an item processor. */
export interface Graph {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type State =
  TaskState | PassState | ChoiceState | WaitState | SucceedState | FailState | ParallelState | MapState;

interface Common {
  readonly Comment?: string;
  readonly QueryLanguage?: string;
  readonly Output?: Json;
}

interface Transition {
  readonly Next?: string;
  readonly End?: boolean;
  readonly Assign?: JsonObject;
}

/** What runs work that can fail: Task, Parallel and Map. */
export interface ErrorHandling {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

export interface TaskState extends Common, Transition, ErrorHandling {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Json;
  readonly TimeoutSeconds?: number | string;
  readonly HeartbeatSeconds?: number | string;
  readonly Credentials?: Json;
}

export interface PassState extends Common, Transition {
  readonly Type: 'Pass';
}

export interface ChoiceState extends Common {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
  readonly Assign?: JsonObject;
}

export interface ChoiceRule {
  readonly Condition: boolean | string;
  readonly Next: string;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

export interface WaitState extends Common, Transition {
  readonly Type: 'Wait';
  readonly Seconds?: number | string;
  readonly Timestamp?: string;
}

export interface SucceedState extends Common {
  readonly Type: 'Succeed';
}

export interface FailState extends Common {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly Cause?: string;
}

export interface ParallelState extends Common, Transition, ErrorHandling {
  readonly Type: 'Parallel';
  readonly Branches: readonly Graph[];
  readonly Arguments?: Json;
}

export interface MapState extends Common, Transition, ErrorHandling {
  readonly Type: 'Map';
  readonly ItemProcessor?: Graph;
  /** The older name of `ItemProcessor`. */
  readonly Iterator?: Graph;
  readonly Items?: Json;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: number | string;
  readonly ToleratedFailureCount?: number | string;
  readonly ToleratedFailurePercentage?: number | string;
}
