import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  SFNClient,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { unique, type ContractCloud } from './contract-cloud';
import { eventually } from './eventually';

/** The role that the tests' machines run as. */
export const workflowRole = (actions: readonly string[] = ['states:StartExecution']) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
    Policies: [
      {
        PolicyName: 'work',
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
      },
    ],
  },
});

/** Makes machines and runs them; the stack's output `RoleArn` is their role. */
export class StateMachines {
  constructor(private readonly cloud: ContractCloud) {}

  get client(): SFNClient {
    return new SFNClient(this.cloud.config);
  }

  get roleArn(): string {
    return this.cloud.outputs.RoleArn ?? '';
  }

  async create(definition: object, more: object = {}): Promise<string> {
    const { stateMachineArn = '' } = await this.client.send(
      new CreateStateMachineCommand({
        ...{ name: unique('machine'), roleArn: this.roleArn, type: 'EXPRESS' },
        definition: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }),
        ...more,
      }),
    );
    this.cloud.afterwards(() => this.client.send(new DeleteStateMachineCommand({ stateMachineArn })));
    return stateMachineArn;
  }

  /** Runs a definition; a new machine's role may take seconds to work in AWS. */
  async run(definition: object, input: unknown = {}) {
    const stateMachineArn = await this.create(definition);
    const command = new StartSyncExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
    return eventually(async () => {
      const { status, output, error, cause } = await this.client.send(command);
      return {
        status,
        error,
        cause,
        output: output === undefined ? undefined : (JSON.parse(output) as unknown),
      };
    });
  }
}

/** A machine of one state that ends. */
export function only(state: object): object {
  return { StartAt: 'Only', States: { Only: { End: true, ...state } } };
}
