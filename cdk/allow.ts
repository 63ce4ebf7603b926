import { type Conditions, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Lets the grantee do exactly this with this one resource: the grants of the CDK give more than we use. */
export function allow(
  grantee: IGrantable,
  actions: string[],
  resource: string,
  conditions?: Conditions,
): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions, resources: [resource], conditions }),
  );
}
