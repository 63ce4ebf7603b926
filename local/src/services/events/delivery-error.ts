import { AwsError } from '../../kernel/aws-error';

/** How a failed delivery is told in the dead-letter queue, and whether another try may help. */
export interface DeliveryError {
  readonly code: string;
  readonly message: string;
  readonly retriable: boolean;
}

const CODES: readonly (readonly [RegExp, string, boolean])[] = [
  [/AccessDenied|NotAuthorized|Unauthorized|KMSAccessDenied/i, 'NO_PERMISSIONS', false],
  [/NotFound|DoesNotExist|NonExistent|NoSuch/i, 'NO_RESOURCE', false],
  [/Throttl|TooManyRequests|LimitExceeded|OverLimit/i, 'THROTTLING', true],
  [/Timeout|TimedOut/i, 'TIMEOUT', true],
  [/Invalid|Validation|Missing|TooLarge|TooLong|Unsupported/i, 'INVALID_PARAMETER', false],
];

/**
 * Missing permissions and missing targets are given up at once, the target's own trouble is retried.
 * (EventBridge user guide, "How EventBridge retries delivering events" and "Using dead-letter queues")
 */
export function deliveryError(error: unknown): DeliveryError {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AwsError)) return { code: 'INTERNAL_ERROR', message, retriable: true };
  if (error.status >= 500 && error.status !== 501)
    return { code: 'INTERNAL_ERROR', message, retriable: true };
  const known = CODES.find(([shape]) => shape.test(error.code));
  if (known) return { code: known[1], message, retriable: known[2] };
  return { code: 'ERROR_FROM_TARGET', message, retriable: error.status !== 501 };
}

export const NOT_JSON: DeliveryError = {
  code: 'INVALID_JSON',
  message: 'The input transformer did not produce valid JSON.',
  retriable: false,
};
