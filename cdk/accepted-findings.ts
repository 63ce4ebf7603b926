import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { resourceName } from './resource-names';

/** What cdk-nag finds and we leave as it is: where, which rule, and why. */
const ACCEPTED_FINDINGS: readonly AcceptedFinding[] = [
  {
    path: 'UserDirectory/UserPool',
    rules: ['COG2'],
    reason: 'A second factor is offered; whether customers must use one is the decision of the application.',
  },
  {
    path: 'UserDirectory/UserPool',
    rules: ['COG8'],
    reason: 'Threat protection costs $0.02 for each active user; the setting userPoolTier=PLUS turns it on.',
  },
  {
    path: 'RegistrationEvents/DeadLetterQueue',
    rules: ['SQS3'],
    reason: 'It is a dead-letter queue: the one of the rule, which the check does not see.',
  },
  {
    path: 'UserDatabase/RegistrationSecret',
    rules: ['SMG4'],
    reason:
      'It opens a login that may execute seven functions, by the Data API only; the runbook changes it in two commands. RDS rotates the owner.',
  },
  {
    path: 'UserDatabase/ReaderSecret',
    rules: ['SMG4'],
    reason:
      'It opens a login that may read one table, by the Data API only; the runbook changes it in two commands.',
  },
  {
    path: 'UserDatabase/Network',
    rules: ['VPC7'],
    reason: 'The security group lets nothing in and nothing out: there is no flow to log.',
  },
  {
    path: 'OperatorPolicies/Look',
    rules: ['IAM5[Resource::arn:<AWS::Partition>:cloudwatch:<AWS::Region>:<AWS::AccountId>:alarm:*]'],
    reason:
      'Alarms are listed, by the beginning of their names; to list them shows states and changes nothing.',
  },
  {
    path: 'UserReconciliation/StateMachine',
    rules: [
      'IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:reconcile-users:*]',
    ],
    reason: 'It looks at executions of its own, whose names nobody knows beforehand.',
  },
  {
    path: 'OperatorPolicies/Act',
    rules: [
      'IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:reconcile-users:*]',
    ],
    reason: 'Operators follow and stop comparisons, whose names nobody knows beforehand.',
  },
  {
    path: '',
    rules: ['IAM5[Resource::*]'],
    reason:
      'X-Ray, metrics and the delivery of execution logs know no resources; the tests allow their actions only.',
  },
];

interface AcceptedFinding {
  /** Construct below which it is accepted; the empty path is the whole of it. */
  readonly path: string;
  /** Rules of the AwsSolutions pack. */
  readonly rules: readonly string[];
  readonly reason: string;
}

/** Records every accepted finding in the assembly, next to the construct that it is about. */
export function acceptFindings(registration: IConstruct): void {
  for (const { path, rules, reason } of ACCEPTED_FINDINGS) {
    // What an existing world brings along is not there, and not ours to accept.
    const construct = path
      .split('/')
      .reduce<IConstruct | undefined>(
        (scope, id) => (id ? scope?.node.tryFindChild(id) : scope),
        registration,
      );
    if (!construct) continue;
    Validations.of(construct).acknowledge(
      ...rules.map((rule) => ({ id: `AwsSolutions::AwsSolutions-${named(registration, rule)}`, reason })),
    );
  }
}

/** A rule as it is for this registration, whose resources may have names of their own. */
function named(registration: IConstruct, rule: string): string {
  return rule.replace('reconcile-users', resourceName(registration, 'reconcile-users'));
}
