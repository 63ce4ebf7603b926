import type { FailureRecord } from '../failures/failure-record';
import { stateOf } from '../failures/record-state';
import { makePlan, type Plan } from '../replay/plan';
import type { DeployedDefinition } from '../replay/replay-steps';
import { fullCommand } from '../terminal/printed-command';
import { UserError } from '../terminal/user-error';

/** Who has the address in the table, as the record names them. */
export interface Holder {
  readonly cognitoId: string;
  /** Id of the row. */
  readonly userId: string;
}

/** An address that changes hands: the replay that does it, and the two people. */
export interface HandOver {
  readonly plan: Plan;
  readonly holder: Holder;
  /** `sub` of who gets it. */
  readonly newcomer: string;
  readonly address: string;
}

/**
 * Plans that the newcomer of a record gets the address. It is a replay of `UpsertUser` that says who yields. Throws a `UserError` where
 * a record is about something else, or where nobody could yield.
 */
export function planHandOver(record: FailureRecord, definition: DeployedDefinition, now: number): HandOver {
  const holder = holderIn(record);
  const decision = { cognito_id: holder.cognitoId, yields: true } as const;
  const plan = makePlan(record, { from: 'UpsertUser', edits: [], decision }, definition, now);
  const { cognito_id, email } = plan.state.user as { cognito_id: string; email: string };
  return { plan, holder, newcomer: cognito_id, address: email };
}

/** The recorded answer of `register_user`; a row that nobody has claimed has a placeholder for its identity. */
function holderIn(record: FailureRecord): Holder {
  if (record.error !== 'EmailInUse')
    throw refusal(record, `it failed with ${record.error}, not over an e-mail address`);
  const { cognito_id, user_id } = (stateOf(record).persisted?.holder ?? {}) as Record<string, unknown>;
  if (typeof cognito_id !== 'string' || typeof user_id !== 'string')
    throw refusal(record, 'it does not say who holds the address');
  if (cognito_id.startsWith('unlinked:'))
    throw refusal(record, `the address stands in row ${user_id}, which no identity has: nobody could yield`);
  return { cognitoId: cognito_id, userId: user_id };
}

function refusal({ failure_id: given }: FailureRecord, what: string): UserError {
  return new UserError({
    where: 'hand-over',
    what,
    given,
    fix: `See what to do: ${fullCommand('show', given)}`,
  });
}
