/** Everything that came of some registrations, as plain data: the invariants read nothing else. */
export interface Observation {
  readonly users: readonly ConfirmedUser[];
  /** Rows of `users` before the first registration, by id. */
  readonly formerRows: readonly Row[];
  readonly rows: readonly Row[];
  /** Every copy of every `user.persisted` that a consumer got. */
  readonly events: readonly PersistedEvent[];
  readonly records: readonly FailureRecord[];
  readonly executions: readonly ExecutionEnd[];
  /** Bodies of the messages that are still in a queue, and in which. */
  readonly waiting: readonly {
    readonly queue: 'main' | 'dead-letter' | 'rule dead-letter';
    readonly body: string;
  }[];
  /** Cognito ids that the trigger logged as not published. */
  readonly notPublished: readonly string[];
  /** Log lines of functions at INFO or above, alerts, error causes: where, and the text. */
  readonly texts: readonly { readonly where: string; readonly text: string }[];
}

/** A sign-up that was confirmed. */
export interface ConfirmedUser {
  readonly cognitoId: string;
  /** Whether what reached the queue could ever be registered. */
  readonly valid: boolean;
}

export interface Row {
  readonly id: string;
  readonly cognito_id: string;
  readonly email: string;
  readonly [column: string]: unknown;
}

export interface PersistedEvent {
  readonly eventId: string;
  readonly causationId: string;
  readonly operation: string;
  readonly occurredAt: string;
  readonly cognitoId: string;
  readonly userId: string;
  /** The whole event as the consumer got it. */
  readonly envelope?: PersistedEnvelope;
}

/** `user.persisted` on the bus; whether its members are what they should be is for a judge to say. */
export interface PersistedEnvelope {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: {
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

export interface FailureRecord {
  readonly failure_id: string;
  readonly status: string;
  readonly disposition?: string | null;
  readonly cause: string;
  readonly error: string;
  /** JSON text of the state document. */
  readonly state: string;
  readonly failed_step: string;
  readonly resume_at: string;
  readonly last_failed_at?: string;
  readonly roll_back?: { readonly rolled_back: boolean | null; readonly reason: string };
}

export interface ExecutionEnd {
  readonly arn: string;
  readonly input: string;
  readonly status: string;
  readonly outcome?: string;
  /** Why it failed, or why it rejected or parked the registration. */
  readonly error?: string;
  readonly cause?: string;
  /** Errors of the attempts of its tasks. */
  readonly taskErrors: readonly string[];
}
