import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Construct } from 'constructs';
import type { PersonalDataKey } from './personal-data-key';
import type { RegistrationQueue } from './registration-queue';
import type { RegistrationWorkflow } from './registration-workflow';
import { resourceName } from './resource-names';

export interface RegistrationPipeProps {
  /** Where it takes messages from. */
  readonly source: RegistrationQueue;
  /** What it starts, once for each message. */
  readonly target: RegistrationWorkflow;
  /** Encrypts its log: an error may quote what it is about. */
  readonly key: PersonalDataKey;
  /** How long its log is kept. */
  readonly logRetention: RetentionDays;
}

/** Starts the workflow for each message and waits: a success deletes the message, a failure leaves it in the queue. */
export class RegistrationPipe extends Construct {
  readonly pipeName = resourceName(this);
  readonly pipeArn: string;

  constructor(scope: Construct, id: string, props: RegistrationPipeProps) {
    super(scope, id);
    const { source, target } = props;
    this.pipeArn = Stack.of(this).formatArn({
      service: 'pipes',
      resource: 'pipe',
      resourceName: this.pipeName,
    });
    const role = this.createRole();
    source.grantConsumeMessages(role);
    target.grantStartSyncExecution(role);
    const pipe = new CfnPipe(this, 'Pipe', {
      name: this.pipeName,
      description: 'One message, one execution; stop it to pause registrations, they wait in the queue',
      roleArn: role.roleArn,
      source: source.queue.queueArn,
      // One at a time on purpose: a failure fails alone, and every picture in the console is of one user.
      sourceParameters: { sqsQueueParameters: { batchSize: 1 } },
      target: target.stateMachine.stateMachineArn,
      // The default, FIRE_AND_FORGET, deletes the message before the outcome is known.
      targetParameters: { stepFunctionStateMachineParameters: { invocationType: 'REQUEST_RESPONSE' } },
      // What fails before there is an execution shows nowhere else.
      logConfiguration: {
        level: 'ERROR',
        cloudwatchLogsLogDestination: { logGroupArn: this.createLogGroup(props).logGroupArn },
      },
    });
    // Pipes tries the role when it is made: the rights must be there already.
    pipe.node.addDependency(role.node.findChild('DefaultPolicy'));
  }

  private createLogGroup({ key, logRetention }: RegistrationPipeProps): LogGroup {
    // As for the workflow: under this prefix log delivery needs no resource policy of its own.
    const logGroupName = `/aws/vendedlogs/pipes/${this.pipeName}`;
    key.grantToLogGroup(logGroupName);
    return new LogGroup(this, 'Logs', {
      logGroupName,
      encryptionKey: key.key,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private createRole(): Role {
    const stack = Stack.of(this);
    return new Role(this, 'Role', {
      description: 'Moves messages from the registration queue into executions',
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': this.pipeArn } },
      }),
    });
  }
}
