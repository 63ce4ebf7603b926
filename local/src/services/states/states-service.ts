import type { CloudContext } from '../../kernel/cloud-context';
import type { Service } from '../../kernel/service';
import { ExpressExecutions } from './executions/express-executions';
import { StandardExecutions } from './executions/standard-executions';
import { LogWriters } from './history/log-writer';
import { createStateMachine } from './operations/create-state-machine';
import { deleteStateMachine } from './operations/delete-state-machine';
import { describeStateMachine } from './operations/describe-state-machine';
import { describeExecution } from './operations/describe-execution';
import { describeStateMachineForExecution } from './operations/describe-state-machine-for-execution';
import { getExecutionHistory } from './operations/get-execution-history';
import { listExecutions } from './operations/list-executions';
import { stopExecution } from './operations/stop-execution';
import { redriveExecution } from './operations/redrive-execution';
import { startExecution } from './operations/start-execution';
import { startSyncExecution } from './operations/start-sync-execution';
import { testState } from './operations/test-state';
import { updateStateMachine } from './operations/update-state-machine';
import { validateStateMachineDefinition } from './operations/validate-state-machine-definition';
import type { StateMachine } from './state-machine';
import { stateMachineResource } from './state-machine-resource';
import type { StatesContext } from './states-context';

/** Step Functions: Express and Standard state machines in JSONata, on one interpreter. */
export function createStates(cloud: CloudContext): Service {
  const logs = new LogWriters(cloud);
  const express = new ExpressExecutions(cloud, logs);
  const standard = new StandardExecutions(cloud, logs);
  const context: StatesContext = {
    cloud,
    express,
    standard,
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
      DescribeExecution: describeExecution(context),
      DescribeStateMachineForExecution: describeStateMachineForExecution(context),
      GetExecutionHistory: getExecutionHistory(context),
      ListExecutions: listExecutions(context),
      RedriveExecution: redriveExecution(context),
      StopExecution: stopExecution(context),
    },
    resources: { 'AWS::StepFunctions::StateMachine': stateMachineResource(context) },
    start: () => standard.resume(),
    stop: async () => {
      express.stop();
      await standard.suspend();
      await logs.flush();
    },
  };
}
