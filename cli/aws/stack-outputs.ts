import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { UserError } from '../terminal/user-error';

/** Outputs of the stack that the commands look up. */
export type OutputName =
  | 'UserPoolId'
  | 'UserPoolClientId'
  | 'UserPoolTrigger'
  | 'EventBusName'
  | 'RuleName'
  | 'PipeName'
  | 'RegistrationQueueUrl'
  | 'DeadLetterQueueUrl'
  | 'RuleDeadLetterQueueUrl'
  | 'StateMachineArn'
  | 'StateMachineLogGroupName'
  | 'ReconcileStateMachineArn'
  | 'DatabaseClusterArn'
  | 'DatabaseSecretArn'
  | 'DatabaseName'
  | 'UsersTable'
  | 'WorkflowLogin'
  | 'IdempotencyTableName'
  | 'FailureTableName'
  | 'AlertTopicArn'
  | 'TriggerFunctionArn'
  | 'PersonalDataRetention';

/** Outputs that a stack has only where a resource is somebody else's. */
export type OptionalOutputName = 'KeyPolicyStatements' | 'TopicPolicyStatements' | 'ReaderSecretArn';

/** The outputs of one stack by their names, asked for once. */
export class StackOutputs {
  private outputs?: Promise<ReadonlyMap<string, string>>;

  constructor(
    private readonly client: CloudFormationClient,
    private readonly stack: string,
  ) {}

  /** Throws a `UserError` when the stack has none of this name. */
  async read(name: OutputName): Promise<string> {
    const value = await this.find(name);
    if (value !== undefined) return value;
    throw new UserError({
      where: `stack ${this.stack}`,
      what: `has no output ${name}`,
      fix: 'Is it a stack of another product? Choose with --stack, or deploy this version.',
    });
  }

  /** Undefined when the stack has none of this name. */
  async find(name: OutputName | OptionalOutputName): Promise<string | undefined> {
    this.outputs ??= this.readAll();
    return (await this.outputs).get(name);
  }

  private async readAll(): Promise<ReadonlyMap<string, string>> {
    const { Stacks = [] } = await this.client.send(new DescribeStacksCommand({ StackName: this.stack }));
    const outputs = Stacks[0]?.Outputs ?? [];
    return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  }
}
