import type { PoolApi } from './shared/pool-api';
import {
  differences,
  type PoolDocument,
  SAID_TWICE,
  toUpdate,
  toWholeUpdate,
  triggerOf,
  withTrigger,
} from './shared/pool-document';

/** Which trigger of which pool. */
export interface Attachment {
  readonly userPoolId: string;
  /** The function to be called after a confirmation. */
  readonly functionArn: string;
  /** Change a pool that belongs to a stack all the same. */
  readonly acceptDrift: boolean;
}

/** A pool that must not be changed: says which, why, and what to do. Nothing has been changed. */
export class AttachmentRefusedError extends Error {
  override readonly name = 'AttachmentRefusedError';
}

/** A change of the trigger changed more than that; says what, and whether it was put back. */
export class PoolChangedError extends Error {
  override readonly name = 'PoolChangedError';
}

/**
 * Has the pool call the function after each confirmation, and changes nothing else of it. A trigger of ours that stood there
 * before may be named. Throws an `AttachmentRefusedError` or a `PoolChangedError`.
 */
export async function attachTrigger(
  pools: PoolApi,
  { userPoolId, functionArn, acceptDrift }: Attachment,
  oldArn?: string,
): Promise<'attached' | 'was attached'> {
  const pool = await pools.describe(userPoolId);
  const trigger = triggerOf(pool);
  if (trigger === functionArn) return 'was attached';
  if (trigger !== undefined && trigger !== oldArn) throw otherTrigger(userPoolId, trigger, functionArn);
  if (!acceptDrift) refuseOwned(userPoolId, pool);
  await refuseWhileImporting(pools, userPoolId);
  await change(pools, userPoolId, pool, functionArn);
  return 'attached';
}

/** Takes our function away from the pool, and nothing that is not ours. Throws a `PoolChangedError`. */
export async function detachTrigger(
  pools: PoolApi,
  { userPoolId, functionArn }: Pick<Attachment, 'userPoolId' | 'functionArn'>,
): Promise<'detached' | 'not ours' | 'no pool'> {
  const pool = await describeIfThere(pools, userPoolId);
  if (!pool) return 'no pool';
  if (triggerOf(pool) !== functionArn) return 'not ours';
  await refuseWhileImporting(pools, userPoolId);
  await change(pools, userPoolId, pool, undefined);
  return 'detached';
}

/** Sends the whole configuration with the other trigger, reads back, and undoes it if anything else is different. */
async function change(
  pools: PoolApi,
  userPoolId: string,
  pool: PoolDocument,
  trigger: string | undefined,
): Promise<void> {
  const mfa = await pools.describeMfa(userPoolId);
  const wanted = withTrigger(pool, trigger);
  const others = await update(pools, userPoolId, wanted, mfa);
  if (others.length === 0) return;
  const left = await update(pools, userPoolId, pool, mfa);
  throw new PoolChangedError(
    `User pool ${userPoolId}: changing its PostConfirmation trigger also changed ${others.join(', ')}. ` +
      (left.length === 0
        ? 'The configuration of before has been put back. Let the owner of the pool set the trigger (userPoolTrigger owner).'
        : `Of that ${left.join(', ')} could not be put back: set it by hand.`),
  );
}

/** Sends a whole configuration. Answers what of the pool is other than wanted. */
async function update(
  pools: PoolApi,
  userPoolId: string,
  wanted: PoolDocument,
  mfa: PoolDocument,
): Promise<string[]> {
  await pools.update(userPoolId, toUpdate(wanted));
  const others = await differing(pools, userPoolId, wanted, mfa);
  if (others.length === 0 || !others.every((path) => SAID_TWICE.includes(path))) return others;
  // It keeps what it is told twice instead of deriving it: so it is told twice.
  await pools.update(userPoolId, toWholeUpdate(wanted));
  return differing(pools, userPoolId, wanted, mfa);
}

async function differing(
  pools: PoolApi,
  userPoolId: string,
  wanted: PoolDocument,
  mfa: PoolDocument,
): Promise<string[]> {
  return [
    ...differences(wanted, await pools.describe(userPoolId)),
    ...differences(mfa, await pools.describeMfa(userPoolId)).map((path) => `MFA ${path}`),
  ];
}

async function describeIfThere(pools: PoolApi, userPoolId: string): Promise<PoolDocument | undefined> {
  try {
    return await pools.describe(userPoolId);
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function otherTrigger(userPoolId: string, trigger: string, functionArn: string): Error {
  return new AttachmentRefusedError(
    `User pool ${userPoolId} has another PostConfirmation trigger, ${trigger}. A pool calls one. Let that function ` +
      `invoke ${functionArn} with the event that it was given, and say userPoolTrigger none; or take it away first.`,
  );
}

/** CloudFormation marks what it makes. Its next update of the pool would take the trigger away without a word. */
function refuseOwned(userPoolId: string, { UserPoolTags }: PoolDocument): void {
  const stack = (UserPoolTags as Record<string, string> | undefined)?.['aws:cloudformation:stack-name'];
  if (stack === undefined) return;
  throw new AttachmentRefusedError(
    `User pool ${userPoolId} belongs to the stack ${stack}, whose next update would take the trigger away. ` +
      'Say userPoolTrigger owner and let that stack set it, or acceptDrift true.',
  );
}

/** UpdateUserPool answers UserImportInProgressException (API reference). */
async function refuseWhileImporting(pools: PoolApi, userPoolId: string): Promise<void> {
  const busy = (await pools.importStatuses(userPoolId)).find((status) => UNDER_WAY.includes(status));
  if (busy === undefined) return;
  throw new AttachmentRefusedError(
    `User pool ${userPoolId} has an import job that is ${busy}. Cognito changes no pool meanwhile: wait for its end, and deploy again.`,
  );
}

const UNDER_WAY = ['Pending', 'InProgress', 'Stopping'];
