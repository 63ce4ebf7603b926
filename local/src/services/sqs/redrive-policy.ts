import { invalidParameter } from './sqs-error';

/** When a queue gives a message up, and where to. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Reads the attribute `RedrivePolicy`; an empty one means none. */
export function parseRedrivePolicy(text: string | undefined): RedrivePolicy | undefined {
  if (!text) return undefined;
  const policy = parsePolicy(text);
  for (const member of ['deadLetterTargetArn', 'maxReceiveCount'])
    if (policy[member] === undefined)
      throw refuse(text, `Redrive policy does not contain mandatory attribute: ${member}.`);
  const maxReceiveCount = Number(policy.maxReceiveCount);
  // 1 to 1,000: SQS developer guide, "Using dead-letter queues".
  if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > 1000)
    throw refuse(text, 'Invalid value for maxReceiveCount: must be an integer from 1 to 1000.');
  return { deadLetterTargetArn: String(policy.deadLetterTargetArn), maxReceiveCount };
}

export function refuse(policy: string, reason: string) {
  return invalidParameter('RedrivePolicy', policy, reason);
}

function parsePolicy(text: string): Record<string, unknown> {
  try {
    const policy: unknown = JSON.parse(text);
    if (policy && typeof policy === 'object') return policy as Record<string, unknown>;
  } catch {
    // Refused below like any other value that is not an object.
  }
  throw refuse(text, 'RedrivePolicy is not a valid JSON map.');
}
