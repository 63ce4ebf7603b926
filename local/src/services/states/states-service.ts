import type { CloudContext } from '../../kernel/cloud-context';
import type { Service } from '../../kernel/service';
import { Executions } from './executions';
import { LogWriters } from './history/log-writer';
import { createStateMachine } from './operations/create-state-machine';
import { deleteStateMachine } from './operations/delete-state-machine';
import { describeStateMachine } from './operations/describe-state-machine';
import { refuseExecution, refuseList } from './operations/not-for-express';
import { startExecution } from './operations/start-execution';
import { startSyncExecution } from './operations/start-sync-execution';
import { testState } from './operations/test-state';
import { updateStateMachine } from './operations/update-state-machine';
import { validateStateMachineDefinition } from './operations/validate-state-machine-definition';
import type { StateMachine } from './state-machine';
import { stateMachineResource } from './state-machine-resource';
import type { StatesContext } from './states-context';

/** Step Functions: Express state machines in JSONata. */
export function createStates(cloud: CloudContext): Service {
  const logs = new LogWriters(cloud);
  const executions = new Executions(cloud, logs);
  const context: StatesContext = {
    cloud,
    executions,
    machines: cloud.store.map<StateMachine>('states-machines'),
  };
  return {
    name: 'states',
    protocol: { kind: 'json', version: '1.0', targetPrefix: 'AWSStepFunctions' },
    members: 'camel',
    operations: {
      CreateStateMachine: createStateMachine(context),
      UpdateStateMachine: updateStateMachine(context),
      DeleteStateMachine: deleteStateMachine(context),
      DescribeStateMachine: describeStateMachine(context),
      ValidateStateMachineDefinition: validateStateMachineDefinition(),
      StartExecution: startExecution(context),
      StartSyncExecution: startSyncExecution(context),
      TestState: testState(context),
      DescribeExecution: refuseExecution(),
      GetExecutionHistory: refuseExecution(),
      StopExecution: refuseExecution(),
      RedriveExecution: refuseExecution(),
      ListExecutions: refuseList(context),
    },
    resources: { 'AWS::StepFunctions::StateMachine': stateMachineResource(context) },
    stop: async () => {
      executions.stop();
      await logs.flush();
    },
  };
}
