import type { Registrant } from '../faults/test-user';

/** A person who signed up, and what was sent of them: all that the judge knows beforehand. */
export interface SignUp extends Registrant {
  /** `sub`; Cognito gives those another whom it is to know. */
  id: string;
  readonly verified: boolean;
  /** What a row can hold of the name and the phone number that were given. */
  readonly kept: Attributes;
  /** Whether what is sent of them can be registered, somebody else's address apart. */
  readonly valid: boolean;
  /** The row of theirs that is older than the pool. */
  readonly older?: OlderRow;
  /** Every fact that was sent; copies of one message are one. */
  readonly causes: Cause[];
}

export interface Attributes {
  readonly name: string | null;
  readonly phone: string | null;
}

export interface OlderRow {
  readonly id: string;
  readonly name: string;
}

/** A `user.registered` that was sent; the trigger makes up its time itself, between these two (cloud milliseconds). */
export interface Cause {
  readonly eventId: string;
  readonly correlationId: string;
  readonly from: number;
  readonly until: number;
}

/** The address as it is compared and stored. */
export function addressOf({ email }: Pick<SignUp, 'email'>): string {
  return email.toLowerCase();
}
