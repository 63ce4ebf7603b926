import { randomUUID } from 'node:crypto';
import { AwsError, unsupported } from '../../../kernel/aws-error';
import { machineOf } from '../arns';
import { definitionText } from '../request-texts';
import type { StatesContext } from '../states-context';
import { checkDefinition } from '../validation/check-definition';
import type { CreateStateMachineInput } from './create-state-machine';
import { loggingConfiguration } from './logging-configuration';

type UpdateStateMachineInput = Omit<CreateStateMachineInput, 'name' | 'type'> & {
  readonly stateMachineArn?: string;
};

/** UpdateStateMachine. Executions that run keep the definition that they began with. */
export function updateStateMachine(context: StatesContext) {
  return (input: UpdateStateMachineInput) => {
    const machine = machineOf(context, input.stateMachineArn);
    const { definition, roleArn, tracingConfiguration, encryptionConfiguration } = input;
    if (input.publish) throw unsupported('versions of state machines (publish)');
    if (
      !definition &&
      !roleArn &&
      !input.loggingConfiguration &&
      !tracingConfiguration &&
      !encryptionConfiguration
    )
      throw new AwsError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      );
    if (definition !== undefined) checkDefinition(definitionText(definition), machine.type);
    const updatedAt = context.cloud.clock.now();
    const revisionId = randomUUID();
    context.machines.set(machine.arn, {
      ...machine,
      definition: definition ?? machine.definition,
      roleArn: roleArn ?? machine.roleArn,
      logging: input.loggingConfiguration
        ? loggingConfiguration(input.loggingConfiguration)
        : machine.logging,
      tracing: tracingConfiguration ? { enabled: tracingConfiguration.enabled ?? false } : machine.tracing,
      encryption: encryptionConfiguration ?? machine.encryption,
      updatedAt,
      revisionId,
    });
    return { updateDate: new Date(updatedAt), revisionId };
  };
}
