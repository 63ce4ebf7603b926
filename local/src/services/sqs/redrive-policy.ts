import { invalidParameter } from './sqs-error';

/** When a queue gives a message up, and where to. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

const ALLOW = 'RedriveAllowPolicy';

/** Reads the attribute `RedrivePolicy`; an empty one means none. */
export function parseRedrivePolicy(text: string | undefined): RedrivePolicy | undefined {
  if (!text) return undefined;
  const policy = parsePolicy('RedrivePolicy', text);
  for (const member of ['deadLetterTargetArn', 'maxReceiveCount'])
    if (policy[member] === undefined)
      throw refuse(text, `Redrive policy does not contain mandatory attribute: ${member}.`);
  const maxReceiveCount = Number(policy.maxReceiveCount);
  // 1 to 1,000: SQS developer guide, "Using dead-letter queues".
  if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > 1000)
    throw refuse(text, 'Invalid value for maxReceiveCount: must be an integer from 1 to 1000.');
  return { deadLetterTargetArn: String(policy.deadLetterTargetArn), maxReceiveCount };
}

/** Throws for an attribute `RedriveAllowPolicy` that AWS refuses. (SQS API reference, SetQueueAttributes) */
export function checkRedriveAllowPolicy(text: string): void {
  const { redrivePermission = 'allowAll', sourceQueueArns: arns } = parsePolicy(ALLOW, text);
  const refused = (reason: string) => invalidParameter(ALLOW, text, reason);
  if (!['allowAll', 'denyAll', 'byQueue'].includes(redrivePermission as string))
    throw refused('redrivePermission must be allowAll, denyAll or byQueue.');
  if ((redrivePermission === 'byQueue') !== (arns !== undefined))
    throw refused('sourceQueueArns must be given with byQueue, and only then.');
  if (arns !== undefined && !(Array.isArray(arns) && arns.length >= 1 && arns.length <= 10))
    throw refused('sourceQueueArns must name 1 to 10 queues.');
}

/** Throws when the dead-letter queue's `RedriveAllowPolicy` keeps this source out. */
export function checkRedriveAllowed(
  text: string | undefined,
  sourceArn: string,
  redrivePolicy: string,
): void {
  const { redrivePermission = 'allowAll', sourceQueueArns = [] } = text ? parsePolicy(ALLOW, text) : {};
  if (redrivePermission === 'allowAll') return;
  if ((sourceQueueArns as string[]).includes(sourceArn)) return;
  throw refuse(redrivePolicy, 'The dead-letter queue does not allow this source queue.');
}

export function refuse(policy: string, reason: string) {
  return invalidParameter('RedrivePolicy', policy, reason);
}

function parsePolicy(attribute: string, text: string): Record<string, unknown> {
  try {
    const policy: unknown = JSON.parse(text);
    if (policy && typeof policy === 'object') return policy as Record<string, unknown>;
  } catch {
    // Refused below like any other value that is not an object.
  }
  throw invalidParameter(attribute, text, `${attribute} is not a valid JSON map.`);
}
