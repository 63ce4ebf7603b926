import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { InvalidWorkflowError } from './invalid-workflow-error';

/** What others read of a state; the whole language is in its reference (Amazon States Language, "State types"). */
export interface State {
  readonly Type: string;
  readonly Comment?: string;
  readonly Resource?: string;
  readonly Arguments?: unknown;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly {
    readonly Comment?: string;
    readonly ErrorEquals: readonly string[];
    readonly Output?: unknown;
    readonly Next: string;
  }[];
  readonly Choices?: readonly {
    readonly Comment?: string;
    readonly Condition: string;
    readonly Next: string;
  }[];
  readonly ItemProcessor?: Pick<Workflow, 'States'>;
  readonly Default?: string;
  readonly Next?: string;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxAttempts?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Workflow {
  readonly Comment?: string;
  readonly QueryLanguage: string;
  readonly TimeoutSeconds: number;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export const WORKFLOW_FILE = join(__dirname, '../statemachine/user-registration.asl.yaml');
export const RECONCILIATION_FILE = join(__dirname, '../statemachine/reconcile-users.asl.yaml');

/** A workflow as it stands in its file, its `${…}` not filled in. Whoever needs it reads it here. Throws `InvalidWorkflowError`. */
export function readWorkflow(path = WORKFLOW_FILE): Workflow {
  const text = readFileSync(path, 'utf8');
  try {
    return parse(text) as Workflow;
  } catch (error) {
    throw error instanceof YAMLParseError ? new InvalidWorkflowError(path, text, error) : error;
  }
}
