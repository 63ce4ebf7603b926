import type { AddToResourcePolicyResult, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** A resource that has a policy of its own; the owner's, when the resource is. */
interface WithPolicy {
  addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult;
}

/** Statements that we could not add, by the construct that needs them. */
const missing = new WeakMap<IConstruct, PolicyStatement[]>();

/** Adds a statement to the resource's policy; for one that another app owns, remembers it for the owner. */
export function addToPolicy(needs: IConstruct, resource: WithPolicy, statement: PolicyStatement): void {
  if (resource.addToResourcePolicy(statement).statementAdded) return;
  missing.set(needs, [...(missing.get(needs) ?? []), statement]);
}

/** What the owner of a resource has to allow in its policy: JSON statements in an array, undefined if nothing. */
export function statementsForOwner(needs: IConstruct): object[] | undefined {
  return missing.get(needs)?.map((statement) => statement.toJSON() as object);
}
