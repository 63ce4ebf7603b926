import type { CloudContext } from '../../kernel/cloud-context';
import type { ResourceType } from '../../kernel/service';
import { findFunction } from './function-name';
import type { FunctionRegistry } from './lambda-function';

/** `AWS::Lambda::Version`: another number for the one code there is; the CDK's Trigger invokes its function by one. */
export function versionResource(context: CloudContext, registry: FunctionRegistry): ResourceType {
  return {
    properties: ['FunctionName'],
    inert: {
      CodeSha256: 'there is one code only',
      Description: 'it is not shown anywhere',
      RuntimePolicy: 'functions run on the Node.js that runs the local cloud',
    },
    create({ properties }) {
      const { lambda } = findFunction(context, registry, String(properties['FunctionName']));
      const versions = registry.versions.get(lambda.name) ?? [];
      const version = String(versions.length + 1);
      registry.versions.set(lambda.name, [...versions, version]);
      const FunctionArn = `${lambda.arn}:${version}`;
      return { ref: FunctionArn, attributes: { Version: version, FunctionArn } };
    },
  };
}
