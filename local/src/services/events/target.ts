import { unsupported } from '../../kernel/aws-error';
import { invalid } from './events-error';
import { checkTemplate, type InputTransformer } from './input-transformer';

/** Where a rule sends an event and what of it; members as the API has them. */
export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: InputTransformer;
  readonly RetryPolicy?: {
    readonly MaximumRetryAttempts?: number;
    readonly MaximumEventAgeInSeconds?: number;
  };
  readonly DeadLetterConfig?: { readonly Arn?: string };
}

const KNOWN = new Set([
  ...['Id', 'Arn', 'RoleArn', 'Input', 'InputPath', 'InputTransformer', 'RetryPolicy', 'DeadLetterConfig'],
]);
const SERVICES = new Set(['sqs', 'lambda', 'states']);

/** Throws for a target that AWS refuses, and by name for one that only the local cloud does not reach. */
export function checkTarget(target: Target, index: number): void {
  checkId(target.Id ?? '', index);
  for (const member of Object.keys(target))
    if (!KNOWN.has(member)) throw unsupported(`${member} of a rule's target`);
  if (!/^arn:[^:]+:[^:]+:/.test(target.Arn ?? ''))
    throw invalid(`Parameter ${target.Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  const service = targetService(target.Arn);
  if (!SERVICES.has(service)) throw unsupported(`rule targets of the service "${service}"`);
  // Queues and functions say in policies of their own who may call them. (user guide, "Using resource-based policies")
  if (service === 'states' && !target.RoleArn) throw invalid(`RoleArn is required for target ${target.Arn}.`);
  const inputs = [target.Input, target.InputPath, target.InputTransformer].filter(
    (input) => input !== undefined,
  );
  if (inputs.length > 1)
    throw invalid(
      `Only one of Input, InputPath, or InputTransformer must be provided for target ${target.Id}.`,
    );
  if (target.InputTransformer) checkTemplate(target.Id, target.InputTransformer);
  checkRetryPolicy(target.RetryPolicy);
}

/** `sqs` of `arn:aws:sqs:…`. */
export function targetService(arn: string): string {
  return arn.split(':')[2] ?? '';
}

function checkId(id: string, index: number): void {
  const constraint = !/^[\w.-]+$/.test(id)
    ? 'satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+'
    : id.length > 64 && 'have length less than or equal to 64';
  if (constraint)
    throw invalid(
      `1 validation error detected: Value '${id}' at 'targets.${index + 1}.member.id' failed to satisfy constraint: Member must ${constraint}`,
    );
}

/** Up to 185 tries within 60 s to 24 h. (EventBridge API reference, RetryPolicy) */
function checkRetryPolicy({
  MaximumRetryAttempts = 0,
  MaximumEventAgeInSeconds = 60,
}: Target['RetryPolicy'] = {}) {
  if (!(MaximumRetryAttempts >= 0 && MaximumRetryAttempts <= 185))
    throw invalid(`RetryPolicy.MaximumRetryAttempts must be 0 to 185, not ${MaximumRetryAttempts}.`);
  if (!(MaximumEventAgeInSeconds >= 60 && MaximumEventAgeInSeconds <= 86_400))
    throw invalid(
      `RetryPolicy.MaximumEventAgeInSeconds must be 60 to 86400, not ${MaximumEventAgeInSeconds}.`,
    );
}
