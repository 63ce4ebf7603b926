import { AwsError, unsupported } from '../../kernel/aws-error';
import { batchSize, type PipeDefinition } from './pipe';

const MEMBERS = [
  ...['Name', 'Description', 'DesiredState', 'Source', 'SourceParameters', 'Target', 'TargetParameters'],
  ...['RoleArn', 'Tags', 'LogConfiguration', 'KmsKeyIdentifier'],
];
const REQUIRED = ['Source', 'Target', 'RoleArn'] as const;

/** Throws for a definition that AWS refuses, and by name for what the local cloud does not do. */
export function checkPipe(pipe: PipeDefinition): void {
  if (!/^[\w.-]{1,64}$/.test(pipe.Name ?? '')) throw invalid(`Pipe name "${pipe.Name}" is not valid.`);
  for (const member of REQUIRED) checkArn(member, pipe[member]);
  refuseOthers('', pipe, MEMBERS);
  checkEnd('from', pipe.Source, 'sqs', 'the source must be an SQS queue');
  refuseOthers('SourceParameters.', pipe.SourceParameters, ['SqsQueueParameters']);
  checkEnd('to', pipe.Target, 'states', 'the target must be a state machine');
  refuseOthers('TargetParameters.', pipe.TargetParameters, ['StepFunctionStateMachineParameters']);
  checkBatch(pipe);
}

/** API reference, CreatePipe and UpdatePipe: required, and the pattern of an ARN, shortened. */
function checkArn(member: string, value: string | undefined): void {
  const at = member[0]!.toLowerCase() + member.slice(1);
  if (value === undefined)
    throw invalid(
      `1 validation error detected: Value null at '${at}' failed to satisfy constraint: Member must not be null`,
    );
  if (!/^arn:aws[\w-]*:[\w-]+:/.test(value))
    throw invalid(
      `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-]+):([a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.+)`,
    );
}

function checkEnd(way: string, arn: string, service: string, why: string): void {
  if (arn.split(':')[2] !== service) throw unsupported(`pipes ${way} "${arn}"; ${why}`);
}

/** (EventBridge user guide, "Amazon SQS as a source": up to 10,000, above 10 only with a window, which is refused here) */
function checkBatch(pipe: PipeDefinition): void {
  const size = batchSize(pipe);
  if (!(size >= 1 && size <= 10_000)) throw invalid(`BatchSize must be 1 to 10000, not ${size}.`);
  refuseOthers('SourceParameters.SqsQueueParameters.', pipe.SourceParameters?.SqsQueueParameters, [
    'BatchSize',
  ]);
  if (size > 10)
    throw invalid(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10.',
    );
}

function refuseOthers(path: string, given: object | undefined, known: readonly string[]): void {
  for (const member of Object.keys(given ?? {}))
    if (!known.includes(member)) throw unsupported(`${path}${member} of a pipe`);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
