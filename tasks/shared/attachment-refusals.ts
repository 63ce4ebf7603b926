import { type PoolDocument, triggerOf } from './pool-document';

/** Which trigger of which pool. */
export interface Attachment {
  readonly userPoolId: string;
  /** The function to be called after a confirmation. */
  readonly functionArn: string;
  /** Change a pool that belongs to a stack all the same. */
  readonly acceptDrift: boolean;
}

/** Why a pool must not be changed: which, what of it, and what to do. */
export interface AttachmentRefusal {
  readonly where: string;
  readonly what: string;
  readonly fix: string;
}

/** All that stands in the way of an attachment, by the pool's description and the statuses of its import jobs. */
export function findRefusals(
  pool: PoolDocument,
  importStatuses: readonly string[],
  attachment: Attachment,
  oldArn?: string,
): AttachmentRefusal[] {
  const refusals = [
    otherTrigger(pool, attachment, oldArn),
    owningStack(pool, attachment),
    importUnderWay(attachment.userPoolId, importStatuses),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

/** UpdateUserPool answers UserImportInProgressException (API reference), so nothing can be detached then either. */
export function importUnderWay(
  userPoolId: string,
  statuses: readonly string[],
): AttachmentRefusal | undefined {
  const busy = statuses.find((status) => UNDER_WAY.includes(status));
  if (busy === undefined) return undefined;
  return {
    where: `User pool ${userPoolId}`,
    what: `has an import job that is ${busy}. Cognito changes no pool meanwhile.`,
    fix: 'Wait for its end, and deploy again.',
  };
}

const UNDER_WAY = ['Pending', 'InProgress', 'Stopping'];

function otherTrigger(
  pool: PoolDocument,
  { userPoolId, functionArn }: Attachment,
  oldArn: string | undefined,
): AttachmentRefusal | undefined {
  const trigger = triggerOf(pool);
  if (trigger === undefined || trigger === functionArn || trigger === oldArn) return undefined;
  return {
    where: `User pool ${userPoolId}`,
    what: `has another PostConfirmation trigger, ${trigger}. A pool calls one.`,
    fix:
      `Let that function invoke ${functionArn} with the event that it was given, and say userPoolTrigger none; ` +
      'or take it away first.',
  };
}

/** CloudFormation marks what it makes. Its next update of the pool would take the trigger away without a word. */
function owningStack(
  { UserPoolTags }: PoolDocument,
  { userPoolId, acceptDrift }: Attachment,
): AttachmentRefusal | undefined {
  const stack = (UserPoolTags as Record<string, string> | undefined)?.['aws:cloudformation:stack-name'];
  if (stack === undefined || acceptDrift) return undefined;
  return {
    where: `User pool ${userPoolId}`,
    what: `belongs to the stack ${stack}, whose next update would take the trigger away.`,
    fix: 'Say userPoolTrigger owner and let that stack set it, or acceptDrift true.',
  };
}
