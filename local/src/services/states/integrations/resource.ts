/** A Task's resource, read from its ARN. */
export type Resource = { readonly kind: 'function' } | { readonly kind: 'activity' } | ServiceResource;

/** An API action of a service, called as it is (`sdk`) or through an integration of its own. */
export interface ServiceResource {
  readonly kind: 'sdk' | 'optimised';
  readonly service: string;
  readonly action: string;
  /** What follows the action: `.sync`, `.sync:2`, `.waitForTaskToken`. */
  readonly pattern?: string;
}

const FUNCTION = /^arn:[\w-]+:lambda:[\w-]*:[\w-]*:function:[\w-]+(:[\w$-]+)?$/;
const ACTIVITY = /^arn:[\w-]+:states:[\w-]+:\d{12}:activity:.+$/;
const SDK = /^arn:[\w-]+:states:[\w-]*:[\w-]*:aws-sdk:([a-z0-9]+):([a-zA-Z0-9]+)(\.waitForTaskToken)?$/;
const OPTIMISED =
  /^arn:[\w-]+:states:[\w-]*:[\w-]*:([a-z-]+):([a-zA-Z0-9]+)(\.sync(?::2)?|\.waitForTaskToken)?$/;

/** Reads a resource ARN; undefined when it is none that a Task may have. */
export function parseResource(arn: string): Resource | undefined {
  if (FUNCTION.test(arn)) return { kind: 'function' };
  if (ACTIVITY.test(arn)) return { kind: 'activity' };
  const sdk = SDK.exec(arn);
  if (sdk) return { kind: 'sdk', service: sdk[1]!, action: sdk[2]!, pattern: sdk[3] };
  const optimised = OPTIMISED.exec(arn);
  if (!optimised) return undefined;
  return { kind: 'optimised', service: optimised[1]!, action: optimised[2]!, pattern: optimised[3] };
}
