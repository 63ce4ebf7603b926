/** What the page is fed with, whichever cloud it comes from. Times are milliseconds since the epoch unless they are texts. */

/** Who serves the page, and what it may do. */
export interface About {
  readonly feed: 'local' | 'aws';
  readonly stack: string;
  readonly region: string;
  /** May the page change anything? Against AWS only with --allow-replay. */
  readonly allowChanges: boolean;
  readonly revision?: string;
  /** How often to ask again, in milliseconds. */
  readonly pollEvery: number;
  /** Options that printed commands need to reach the same stack. */
  readonly commandOptions: string;
}

export type Outcome =
  'running' | 'registered' | 'duplicate' | 'rejected' | 'parked' | 'failed' | 'timed out' | 'succeeded';

/** One execution in a list. */
export interface ExecutionRow {
  /** Name and run, the end of its ARN. */
  readonly id: string;
  readonly arn: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly outcome: Outcome;
  readonly failedStep?: string;
  readonly error?: string;
  /** Which delivery of the queue it is; missing for other starts. */
  readonly delivery?: number;
  /** `delivery`, `replay`, or who else started it. */
  readonly startedBy: string;
  readonly resumedAt?: string;
  readonly failureId?: string;
  readonly cognitoId?: string;
  /** Masked unless revealed. */
  readonly user?: string;
  /** When the queue took the message. */
  readonly sentAt?: number;
  /** When the event happened, as it says itself. */
  readonly occurredAt?: number;
}

export interface ExecutionsDocument {
  /** Rows that are new or changed since `after`, the newest first. */
  readonly rows: readonly ExecutionRow[];
  /** Rows that do not fit the filter any more. */
  readonly gone: readonly string[];
  /** To be sent as `after` next time. */
  readonly version: number;
  /** Steps and outcomes that there are, for the filter. */
  readonly steps: readonly string[];
}

export interface CallDocument {
  readonly request?: unknown;
  readonly response?: unknown;
  readonly error?: string;
  readonly cause?: string;
}

export interface StepDocument {
  readonly name: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly calls: readonly CallDocument[];
}

export interface TimelineDocument {
  readonly arn: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly outcome?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly steps: readonly StepDocument[];
}

/** One event as the workflow's log has it. */
export interface EventDocument {
  readonly id: number;
  readonly at: number;
  readonly type: string;
  readonly name?: string;
  readonly error?: string;
}

/** What the Lambda function of a step wrote, and Lambda about it. */
export interface StepLogDocument {
  readonly lines: readonly { readonly at: number; readonly text: string }[];
}

export interface ExecutionDocument {
  readonly row: ExecutionRow;
  readonly timeline: TimelineDocument;
  readonly events: readonly EventDocument[];
  /** Every execution of this registration: deliveries and replays, oldest first. */
  readonly registration: readonly ExecutionRow[];
  readonly record?: {
    readonly id: string;
    readonly status: string;
    /** Steps at which a replay of it may start; none when it is resolved. */
    readonly startSteps: readonly string[];
  };
  /** Where AWS draws it. */
  readonly consoleLink?: string;
}

/** One failure in a list. */
export interface FailureRow {
  readonly id: string;
  readonly status: string;
  readonly disposition: string | null;
  readonly lane: string;
  readonly step: string;
  readonly resumeAt: string;
  readonly error: string;
  readonly cause: string;
  readonly tries: number;
  readonly user: string;
  readonly firstFailedAt: string;
  readonly lastFailedAt: string;
}

/** Failures that most likely have one cause, and what to do about it. */
export interface FailureGroup {
  readonly key: string;
  readonly step: string;
  readonly error: string;
  readonly lane: string;
  readonly disposition: string | null;
  readonly cause: string;
  readonly advice: string;
  readonly count: number;
  readonly ids: readonly string[];
  readonly lastFailedAt: string;
  /** Nearly the same on the command line, which knows step and error but no causes. */
  readonly command: string;
}

export interface FailuresDocument {
  readonly rows: readonly FailureRow[];
  readonly groups: readonly FailureGroup[];
}

/** A member of the state that an operator may change, from the step's schema. */
export interface Field {
  readonly path: string;
  readonly type: 'text' | 'boolean' | 'number';
  readonly value: unknown;
  readonly required: boolean;
  readonly hint: string;
}

/** A step that a replay may start at, or why not. */
export interface StartStep {
  readonly step: string;
  readonly isResume: boolean;
  readonly whyNot?: string;
  readonly fields: readonly Field[];
}

export interface FailureDocument {
  readonly row: FailureRow;
  /** The record as `registrar show --json` prints it. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly advice: string;
  readonly steps: readonly StartStep[];
  readonly executions: readonly ExecutionRow[];
  readonly commands: readonly string[];
  readonly discardCommand: string;
  readonly deployedRevision?: string;
}

export interface EditRequest {
  readonly path: string;
  readonly value?: unknown;
  readonly remove?: boolean;
}

export interface PlanRequest {
  readonly id: string;
  readonly from?: string;
  readonly edits: readonly EditRequest[];
}

export interface PlanDocument {
  /** The document of `registrar replay --dry-run --json`. */
  readonly plan: {
    readonly hash: string;
    readonly failure_id: string;
    readonly from: string;
    readonly steps: readonly string[];
    readonly skipped: readonly string[];
    readonly notes: readonly string[];
    readonly edits: readonly { readonly path: string; readonly before?: unknown; readonly after: unknown }[];
    readonly state: unknown;
  };
  readonly before: unknown;
  /** The same on the command line. */
  readonly command: string;
}

/** One step alone: the document of `registrar try --json`. */
export interface StepTrial {
  readonly step: string;
  readonly for_real: boolean;
  readonly status: string;
  readonly next?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly input?: unknown;
  readonly request?: unknown;
  readonly response?: unknown;
  readonly output?: unknown;
  /** In a sentence, what was called. */
  readonly called: string;
  /** The same on the command line. */
  readonly command: string;
}

/** An address that two people claim: the document of `registrar hand-over --json`. */
export interface HandOverDocument {
  readonly address: string;
  readonly loses: {
    readonly cognito_id: string;
    readonly user_id: string;
    readonly has_it_in_cognito: boolean;
  };
  readonly gets: { readonly cognito_id: string; readonly has_it_in_cognito: boolean };
  /** Of the plan behind it. */
  readonly hash: string;
  /** The same on the command line. */
  readonly command: string;
}

export interface JobDocument {
  readonly id: string;
  readonly state: 'running' | 'paused' | 'done';
  readonly total: number;
  readonly results: readonly {
    readonly failure_id: string;
    readonly outcome: string;
    readonly failed_step?: string;
    readonly error?: string;
    readonly execution_arn?: string;
  }[];
  /** Why it stands still, in a sentence. */
  readonly note: string;
}

export interface Complaint {
  readonly where: string;
  readonly what: string;
  readonly given?: string;
  readonly fix: string;
}

export interface QueueState {
  readonly waiting?: number;
  readonly inFlight?: number;
  /** Why it is not known. */
  readonly problem?: string;
}

/** The chain as it stands. */
export interface OverviewDocument {
  readonly pipe: { readonly state: string; readonly reason?: string };
  readonly queue: QueueState;
  readonly deadLetters: QueueState;
  readonly ruleDeadLetters: QueueState;
  readonly open: readonly {
    readonly step: string;
    readonly error: string;
    readonly disposition: string;
    readonly count: number;
  }[];
  readonly retrying: number;
  readonly oldestOpen?: number;
  /** How the executions of the last hour ended. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** The same by minute, the oldest first. */
  readonly minutes: readonly { readonly well: number; readonly badly: number }[];
  readonly medianMs?: number;
  readonly now: number;
}

/** One stop on a person's way. */
export interface HopDocument {
  readonly at: number;
  readonly where: string;
  readonly what: string;
  readonly tone: 'good' | 'bad' | 'warn' | 'info';
  readonly executionId?: string;
  readonly failureId?: string;
}

export interface UserDocument {
  readonly cognitoId: string;
  readonly user?: string;
  readonly cognito?: { readonly status: string; readonly username: string };
  readonly row?: Readonly<Record<string, unknown>>;
  readonly hops: readonly HopDocument[];
  readonly executions: readonly ExecutionRow[];
  readonly missing: readonly string[];
  /** What could not be read, and why. */
  readonly notes: readonly string[];
}

/** What the workflow would make of an error. */
export interface ErrorTrial {
  readonly retries: boolean;
  readonly status: string;
  readonly next?: string;
  readonly lane?: string;
}

/** A run of reconcile-users: the document of `registrar reconcile status --json`. */
export interface ReconcileRun {
  readonly run_id: string;
  readonly state: string;
  readonly settings: {
    readonly apply: readonly string[];
    readonly cognito_id?: string;
    readonly silent?: boolean;
    readonly reason: string;
    readonly by: string;
  };
  readonly started_at: string;
  readonly ended_at: string | null;
  /** Users whom it has compared. */
  readonly users: number;
  readonly report: {
    readonly registered: number;
    readonly removed: number;
    readonly failed: number;
    readonly drift: number;
  } | null;
}

/** A run that was begun, or goes on. */
export interface StartedRun {
  readonly run_id: string;
  readonly execution_arn: string;
}

/** Whether it is over, and what it says if it did not end well. */
export interface RunEndDocument {
  readonly is_over: boolean;
  /** Why it mended nothing more. */
  readonly refused?: string;
  readonly error?: string;
  readonly cause?: string;
}

export interface ReconcileDocument {
  /** The newest first. */
  readonly runs: readonly ReconcileRun[];
  /** What the last run that listed the whole pool found. */
  readonly latest?: {
    readonly run_id: string;
    readonly relations: readonly {
      readonly relation: string;
      readonly count: number;
      readonly means: string;
    }[];
    /** The first of those who differ. */
    readonly differing: readonly {
      readonly cognito_id: string;
      readonly relation: string;
      readonly outcome: string | null;
    }[];
  };
}

export type Members = Readonly<Record<string, unknown>>;

/** What only the local cloud has. */
export interface LocalDocument {
  readonly faults: readonly { readonly id: string; readonly fault: Members; readonly hits: number }[];
  readonly now: string;
  readonly inbox: readonly Members[];
  readonly mailbox: readonly Members[];
  readonly users: readonly Members[];
  /** Events that passed a bus, the newest first. */
  readonly events: readonly PassedEvent[];
}

/** An event and what became of it at every target of its rules. */
export interface PassedEvent {
  readonly at: string;
  readonly bus: string;
  readonly event: Members;
  readonly deliveries: readonly {
    readonly rule: string;
    readonly target: string;
    readonly state: string;
    readonly tries: number;
    readonly error?: string;
  }[];
}
