import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { findRefusals } from '../../tasks/shared/attachment-refusals';
import { describePool, listImportStatuses } from '../../tasks/shared/pool-description';
import { type PoolDocument, toUpdate, triggerOf, withTrigger } from '../../tasks/shared/pool-document';
import type { Session } from '../aws/session';
import type { AdoptionPart } from './adoption-part';

/** The user pool to look at. */
export interface PoolOptions {
  /** Else that of the stack. */
  readonly userPoolId?: string;
  /** What a deploy with `userPoolTrigger=attach` refuses blocks; otherwise it is only told. */
  readonly attach?: boolean;
  readonly acceptDrift?: boolean;
}

/** Looks at a user pool: all of its configuration as it is and as it would be, which differ in the trigger alone. */
export async function poolPart(session: Session, options: PoolOptions): Promise<AdoptionPart> {
  const userPoolId = options.userPoolId ?? (await session.output('UserPoolId'));
  // A pool that is named may be looked at before there is a stack, and so a function.
  const functionArn = options.userPoolId ? THE_FUNCTION : await session.output('TriggerFunctionArn');
  const client = session.client(CognitoIdentityProviderClient);
  const pool = await describePool(client, userPoolId);
  const attachment = { userPoolId, functionArn, acceptDrift: options.acceptDrift ?? false };
  const refusals = findRefusals(pool, await listImportStatuses(client, userPoolId), attachment);
  const findings = refusals.map((refusal) => ({ ...refusal, blocks: options.attach ?? false }));
  return {
    name: 'user_pool',
    findings,
    lines: linesOf(userPoolId, pool, functionArn),
    document: {
      id: userPoolId,
      is: toUpdate(pool),
      would_be: toUpdate(withTrigger(pool, functionArn)),
      findings,
    },
  };
}

const THE_FUNCTION = 'the function PublishUserRegistered';

function linesOf(userPoolId: string, pool: PoolDocument, functionArn: string): string[] {
  const trigger = triggerOf(pool);
  const sent = Object.entries(toUpdate(withTrigger(pool, functionArn)));
  const leftOut = Object.keys(pool).filter((name) => !sent.some(([member]) => member === name));
  return [
    `User pool ${userPoolId} (${String(pool.Name)})`,
    trigger === functionArn
      ? '  Nothing is left to do.'
      : `  Only its PostConfirmation trigger changes, from ${trigger ?? 'none'} to ${functionArn}. It would be:`,
    ...sent.map(([member, value]) => `    ${member} ${JSON.stringify(value)}`),
    `  Not sent back, as Cognito does not take it: ${leftOut.join(', ') || 'nothing'}`,
  ];
}
