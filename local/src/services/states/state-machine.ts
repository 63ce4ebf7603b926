import type { StoredMap } from '../../kernel/store';

/** What runs its executions: for minutes, unrecorded, or for up to a year with a history. */
export type MachineType = 'EXPRESS' | 'STANDARD';

/** A state machine as it is kept; times in epoch milliseconds. */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type: MachineType;
  readonly createdAt: number;
  readonly updatedAt?: number;
  /** Set by the first update, as on AWS. */
  readonly revisionId?: string;
  readonly logging: LoggingConfiguration;
  readonly tracing: { readonly enabled: boolean };
  readonly encryption?: Readonly<Record<string, unknown>>;
}

/** Where an execution's events are logged, and how many of them. */
export interface LoggingConfiguration {
  readonly level: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  readonly includeExecutionData: boolean;
  readonly destinations?: readonly { readonly cloudWatchLogsLogGroup: { readonly logGroupArn: string } }[];
}

/** State machines by ARN. */
export type StateMachines = StoredMap<StateMachine>;
