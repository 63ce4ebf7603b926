import type { FailureRecord } from './failure-record';

/** A recorded state document, as far as this program looks into it. What the step made of it may be anything. */
export interface StateDocument {
  readonly delivery?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly event?: {
    readonly data?: Readonly<Record<string, unknown>>;
    readonly metadata?: Readonly<Record<string, unknown>>;
  };
  readonly user?: Readonly<Record<string, unknown>>;
  readonly persisted?: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

/** The state document that a record holds as JSON text. */
export function stateOf({ state }: Pick<FailureRecord, 'state'>): StateDocument {
  return JSON.parse(state) as StateDocument;
}
