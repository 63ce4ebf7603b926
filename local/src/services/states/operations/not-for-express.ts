import { AwsError } from '../../../kernel/aws-error';
import { machineOf, missing } from '../arns';
import type { StatesContext } from '../states-context';

/** DescribeExecution, GetExecutionHistory, StopExecution and their like: AWS keeps no record of Express executions. */
export function refuseExecution() {
  return ({ executionArn }: { executionArn?: string }) => {
    if (executionArn === undefined) throw missing('executionArn');
    const type = /^arn:[\w-]+:states:[\w-]*:\d*:(\w+):/.exec(executionArn)?.[1];
    if (type === undefined)
      throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${executionArn}'`);
    if (type === 'execution')
      throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    throw new AwsError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${type}'`);
  };
}

/** ListExecutions: refused for Express machines. */
export function refuseList(context: StatesContext) {
  return ({ stateMachineArn }: { stateMachineArn?: string }) => {
    machineOf(context, stateMachineArn);
    throw new AwsError(
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    );
  };
}
