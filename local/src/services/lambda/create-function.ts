import { AwsError, unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { Created, Resource, ResourceType } from '../../kernel/service';
import { unpackAsset, unpackInline, type CodePackage } from './code-package';
import { toFunction, type FunctionProperties } from './function-properties';
import type { FunctionRegistry } from './lambda-function';

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
