import { AwsError, unsupported } from '../../cloud/aws-error';
import type { CloudContext } from '../../cloud/cloud-context';
import type { Created, Resource, ResourceType } from '../../cloud/service';
import { unpackAsset, unpackInline, type CodePackage } from './code-package';
import { RESERVED } from './environment-variables';
import type { FunctionRegistry, LambdaFunction, LoggingConfig } from './lambda-function';

interface FunctionProperties {
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

/** `AWS::Lambda::Function` for Node.js runtimes; `directory` is where code is unpacked. */
export function functionResource(
  context: CloudContext,
  registry: FunctionRegistry,
  directory: () => string,
): ResourceType {
  return {
    properties: [
      ...[
        'FunctionName',
        'Code',
        'Handler',
        'Runtime',
        'Description',
        'Timeout',
        'MemorySize',
        'Environment',
      ],
      ...[
        'ReservedConcurrentExecutions',
        'LoggingConfig',
        'TracingConfig',
        'Role',
        'Architectures',
        'PackageType',
      ],
    ],
    inert: {
      Tags: 'tags have no effect',
      VpcConfig: 'the local cloud has one network',
      EphemeralStorage: 'handlers use the laptop’s /tmp',
      RuntimeManagementConfig: 'functions run on the Node.js that runs the local cloud',
      RecursiveLoop: 'loops are not detected',
      KmsKeyArn: 'nothing is encrypted',
      SnapStart: 'Node.js runtimes have none',
    },
    create: (resource) => create(context, registry, directory(), resource),
  };
}

function create(
  context: CloudContext,
  registry: FunctionRegistry,
  directory: string,
  resource: Resource,
): Created {
  const properties = resource.properties as unknown as FunctionProperties;
  const name = properties.FunctionName ?? resource.physicalName.slice(0, 64);
  refuseUnknown(resource);
  const code = unpack(context, directory, name, properties);
  const lambda = toFunction(context, name, properties, code);
  registry.functions.set(name, lambda);
  return { ref: name, attributes: { Arn: lambda.arn } };
}

function refuseUnknown({ logicalId, properties }: Resource): void {
  const { Runtime, PackageType, Code } = properties as unknown as FunctionProperties & {
    PackageType?: string;
  };
  if (PackageType === 'Image') throw unsupported(`${logicalId}: Lambda container images (PackageType Image)`);
  if (!/^nodejs\d+\.x$/.test(Runtime ?? ''))
    throw unsupported(`${logicalId}: the Lambda runtime ${Runtime ?? '(none)'}; only nodejs* runs here`);
  if (Code.ZipFile === undefined && Code.S3Key === undefined)
    throw new AwsError('InvalidParameterValueException', `${logicalId}: Code needs S3Key or ZipFile.`);
}

function unpack(
  context: CloudContext,
  directory: string,
  name: string,
  { Code }: FunctionProperties,
): CodePackage {
  if (Code.ZipFile !== undefined) return unpackInline(directory, name, Code.ZipFile);
  return unpackAsset(directory, name, context.asset(Code.S3Key ?? ''));
}

/** Defaults as CloudFormation documents them for AWS::Lambda::Function. */
function toFunction(
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
