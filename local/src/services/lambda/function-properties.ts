import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { CodePackage } from './code-package';
import { RESERVED } from './environment-variables';
import type { LambdaFunction, LoggingConfig } from './lambda-function';

/** Properties of `AWS::Lambda::Function` that are acted on. */
export interface FunctionProperties {
  readonly FunctionName?: string;
  readonly Code: { readonly S3Bucket?: string; readonly S3Key?: string; readonly ZipFile?: string };
  readonly Handler?: string;
  readonly Runtime?: string;
  readonly Description?: string;
  readonly Role: string;
  readonly Architectures?: readonly string[];
  readonly Timeout?: number | string;
  readonly MemorySize?: number | string;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
  readonly ReservedConcurrentExecutions?: number | string;
  readonly TracingConfig?: { readonly Mode?: LambdaFunction['tracing'] };
  readonly LoggingConfig?: Partial<LoggingConfig>;
}

/** The function that they declare, with the defaults that CloudFormation documents; throws for values that Lambda refuses. */
export function toFunction(
  context: CloudContext,
  name: string,
  properties: FunctionProperties,
  code: CodePackage,
): LambdaFunction {
  const reserved = properties.ReservedConcurrentExecutions;
  return {
    name,
    arn: `arn:aws:lambda:${context.region}:${context.accountId}:function:${name}`,
    runtime: properties.Runtime ?? '',
    handler: properties.Handler ?? '',
    description: properties.Description ?? '',
    role: properties.Role,
    architectures: properties.Architectures ?? ['x86_64'],
    timeoutSeconds: inRange(name, 'Timeout', Number(properties.Timeout ?? 3), 1, 900),
    memoryMb: inRange(name, 'MemorySize', Number(properties.MemorySize ?? 128), 128, 10_240),
    environment: checkedVariables(name, properties.Environment?.Variables ?? {}),
    ...(reserved !== undefined && { reservedConcurrency: Number(reserved) }),
    tracing: properties.TracingConfig?.Mode ?? 'PassThrough',
    logging: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}`, ...properties.LoggingConfig },
    code,
    lastModified: new Date(context.clock.now()),
  };
}

function inRange(name: string, property: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new AwsError(
    'InvalidParameterValueException',
    `${name}: ${property} is ${value}; it must be a whole number from ${least} to ${most}.`,
  );
}

/** Lambda's quota for all variables of a function together. */
const VARIABLES_BYTES = 4096;

function checkedVariables(name: string, variables: Readonly<Record<string, string>>) {
  const reserved = Object.keys(variables).filter((key) => RESERVED.includes(key));
  if (reserved.length > 0)
    throw new AwsError(
      'InvalidParameterValueException',
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  if (Buffer.byteLength(JSON.stringify(variables)) > VARIABLES_BYTES)
    throw new AwsError(
      'InvalidParameterValueException',
      `${name}: its environment variables are over the limit of ${VARIABLES_BYTES} bytes.`,
    );
  return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)]));
}
