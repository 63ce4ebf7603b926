import { executionOf } from '../arns';
import type { StatesContext } from '../states-context';

/** DescribeStateMachineForExecution: the machine as it was when the Standard execution began. */
export function describeStateMachineForExecution(context: StatesContext) {
  return ({ executionArn, includedData }: { executionArn?: string; includedData?: string }) => {
    const { machine } = executionOf(context, executionArn);
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      ...(includedData === 'METADATA_ONLY' ? {} : { definition: machine.definition }),
      roleArn: machine.roleArn,
      updateDate: new Date(machine.updatedAt ?? machine.createdAt),
      loggingConfiguration: machine.logging,
      tracingConfiguration: machine.tracing,
      ...(machine.revisionId ? { revisionId: machine.revisionId } : {}),
      encryptionConfiguration: machine.encryption ?? { type: 'AWS_OWNED_KEY' },
    };
  };
}
