import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { Resource, ResourceType } from '../../kernel/service';
import { findFunction } from './function-name';
import type { FunctionRegistry, PolicyStatement } from './lambda-function';

/** `AWS::Lambda::Permission`: a statement of the function's policy, which is told; who may invoke is not checked here. */
export function permissionResource(context: CloudContext, registry: FunctionRegistry): ResourceType {
  return {
    properties: ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount'],
    inert: Object.fromEntries(
      ['EventSourceToken', 'FunctionUrlAuthType', 'InvokedViaFunctionUrl', 'PrincipalOrgID'].map(
        (property) => [property, 'the local cloud checks no permissions'],
      ),
    ),
    create(resource) {
      const { lambda } = findFunction(context, registry, String(resource.properties['FunctionName']));
      const statements = registry.policies.get(lambda.name) ?? [];
      registry.policies.set(lambda.name, [...statements, statementOf(resource, lambda.arn)]);
      return { ref: resource.physicalName, attributes: { Id: resource.physicalName } };
    },
  };
}

/** GetPolicy API page. A function without a policy is a `ResourceNotFoundException`, as one that is not there. */
export function getPolicy(context: CloudContext, registry: FunctionRegistry) {
  return ({ FunctionName, Qualifier }: { FunctionName: string; Qualifier?: string }) => {
    const { lambda } = findFunction(context, registry, FunctionName, Qualifier);
    const Statement = registry.policies.get(lambda.name);
    if (!Statement)
      throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404, {
        Type: 'User',
      });
    return { Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement }), RevisionId: '1' };
  };
}

function statementOf({ physicalName, properties }: Resource, arn: string): PolicyStatement {
  const { Action, Principal, SourceArn, SourceAccount } = properties as Record<string, string | undefined>;
  const conditions = {
    ...(SourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
    ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  };
  return {
    Sid: physicalName,
    Effect: 'Allow',
    Principal: principalOf(String(Principal)),
    Action: String(Action),
    Resource: arn,
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
}

/** A service, an account or one of its roles, or anybody. */
function principalOf(given: string): PolicyStatement['Principal'] {
  if (given === '*') return '*';
  return given.endsWith('.amazonaws.com') ? { Service: given } : { AWS: given };
}
