import {
  type Attachment,
  type AttachmentRefusal,
  findRefusals,
  importUnderWay,
} from './shared/attachment-refusals';
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

/** A pool that must not be changed: says which, why, and what to do. Nothing has been changed. */
export class AttachmentRefusedError extends Error {
  override readonly name = 'AttachmentRefusedError';

  constructor(refusals: readonly AttachmentRefusal[]) {
    super(refusals.map(({ where, what, fix }) => `${where} ${what} ${fix}`).join(' '));
  }
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
  attachment: Attachment,
  oldArn?: string,
): Promise<'attached' | 'was attached'> {
  const { userPoolId, functionArn } = attachment;
  const pool = await pools.describe(userPoolId);
  if (triggerOf(pool) === functionArn) return 'was attached';
  const refusals = findRefusals(pool, await pools.importStatuses(userPoolId), attachment, oldArn);
  if (refusals.length > 0) throw new AttachmentRefusedError(refusals);
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
  const refusal = importUnderWay(userPoolId, await pools.importStatuses(userPoolId));
  if (refusal) throw new AttachmentRefusedError([refusal]);
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
  // It keeps what it is told twice instead of deriving it: so it is told twice. One that refuses that stays as it is.
  const isTold = await pools.update(userPoolId, toWholeUpdate(wanted)).then(
    () => true,
    () => false,
  );
  return isTold ? differing(pools, userPoolId, wanted, mfa) : others;
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
