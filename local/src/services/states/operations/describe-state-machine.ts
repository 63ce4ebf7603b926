import { machineOf } from '../arns';
import type { StateMachine } from '../state-machine';
import type { StatesContext } from '../states-context';

/** DescribeStateMachine. */
export function describeStateMachine(context: StatesContext) {
  return ({ stateMachineArn, includedData }: { stateMachineArn?: string; includedData?: string }) => {
    const machine = machineOf(context, stateMachineArn);
    return description(machine, includedData !== 'METADATA_ONLY');
  };
}

function description(machine: StateMachine, withDefinition: boolean) {
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    status: 'ACTIVE',
    ...(withDefinition ? { definition: machine.definition } : {}),
    roleArn: machine.roleArn,
    type: machine.type,
    creationDate: new Date(machine.createdAt),
    loggingConfiguration: machine.logging,
    tracingConfiguration: machine.tracing,
    ...(machine.revisionId ? { revisionId: machine.revisionId } : {}),
    encryptionConfiguration: machine.encryption ?? { type: 'AWS_OWNED_KEY' },
  };
}
