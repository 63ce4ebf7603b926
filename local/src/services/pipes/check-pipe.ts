import { AwsError, unsupported } from '../../kernel/aws-error';
import { compileOrRefuse } from '../events/events-error';
import { batching, type PipeDefinition } from './pipe';

const MEMBERS = [
  ...['Name', 'Description', 'DesiredState', 'Source', 'SourceParameters', 'Target', 'TargetParameters'],
  ...['RoleArn', 'Tags', 'LogConfiguration', 'KmsKeyIdentifier'],
];
const SOURCE_PARAMETERS = ['FilterCriteria', 'SqsQueueParameters'];

/** Which parameters a target of each service takes, besides the input template. */
const TARGET_PARAMETERS: Readonly<Record<string, string>> = {
  states: 'StepFunctionStateMachineParameters',
  lambda: 'LambdaFunctionParameters',
  events: 'EventBridgeEventBusParameters',
  sqs: 'SqsQueueParameters',
};

/** Throws for a definition that AWS refuses, and by name for what the local cloud does not do. */
export function checkPipe(pipe: PipeDefinition): void {
  if (!/^[\w.-]{1,64}$/.test(pipe.Name ?? '')) throw invalid(`Pipe name "${pipe.Name}" is not valid.`);
  for (const member of ['Source', 'Target'] as const) checkArn(member, pipe[member]);
  refuseOthers('', pipe, MEMBERS);
  if (service(pipe.Source) !== 'sqs')
    throw unsupported(`pipes from "${pipe.Source}"; the source must be an SQS queue`);
  refuseOthers('SourceParameters.', pipe.SourceParameters, SOURCE_PARAMETERS);
  checkTarget(pipe);
  checkBatch(pipe);
  for (const { Pattern = '' } of pipe.SourceParameters?.FilterCriteria?.Filters ?? [])
    compileOrRefuse(Pattern);
}

/** API reference, CreatePipe: the pattern of `Source` and `Target`, shortened. */
function checkArn(member: string, value = ''): void {
  if (/^arn:aws[\w-]*:[\w-]+:/.test(value) || /^smk:\/\//.test(value)) return;
  throw invalid(
    `1 validation error detected: Value '${value}' at '${member.toLowerCase()}' failed to satisfy constraint: Member must satisfy regular expression pattern: ^smk://(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9]):[0-9]{1,5}|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-]+):([a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.+)$`,
  );
}

/** `sqs` of `arn:aws:sqs:…`. */
export function service(arn = ''): string {
  return arn.split(':')[2] ?? '';
}

function checkTarget({ Target, TargetParameters }: PipeDefinition): void {
  const own = TARGET_PARAMETERS[service(Target)];
  if (!own) throw unsupported(`pipes to "${Target}"`);
  refuseOthers('TargetParameters.', TargetParameters, ['InputTemplate', own]);
  refuseOthers('TargetParameters.SqsQueueParameters.', TargetParameters?.SqsQueueParameters, []);
}

/** (EventBridge user guide, "Amazon SQS as a source": up to 10,000, above 10 only with a window of at least a second) */
function checkBatch(pipe: PipeDefinition): void {
  const { size, windowMs } = batching(pipe);
  if (!(size >= 1 && size <= 10_000)) throw invalid(`BatchSize must be 1 to 10000, not ${size}.`);
  if (!(windowMs >= 0 && windowMs <= 300_000))
    throw invalid(`MaximumBatchingWindowInSeconds must be 0 to 300, not ${windowMs / 1000}.`);
  if (size > 10 && windowMs < 1000)
    throw invalid(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10.',
    );
}

function refuseOthers(path: string, given: object | undefined, known: readonly string[]): void {
  for (const member of Object.keys(given ?? {}))
    if (!known.includes(member)) throw unsupported(`${path}${member} of a pipe`);
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
