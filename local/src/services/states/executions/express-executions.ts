import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../../kernel/cloud-context';
import { readJson } from '../expressions/json-text';
import { withInput } from '../history/event-details';
import { History } from '../history/history';
import type { LogWriters } from '../history/log-writer';
import type { Execution, Scope } from '../interpreter/execution';
import { MAX_EXPRESS_SECONDS } from '../interpreter/limits';
import { runStates } from '../interpreter/run-states';
import type { Definition } from '../language/definition';
import type { StateMachine } from '../state-machine';
import { Interrupted } from '../state-error';
import { Definitions } from './definitions';
import type { Ending, Started } from './ending';
import { timedOut } from './halt';
import { runToEnd } from './run-to-end';

/** Runs Express executions and knows which are running; nothing is kept of one that has ended. */
export class ExpressExecutions {
  private readonly running = new Set<AbortController>();
  private readonly definitions = new Definitions();

  constructor(
    private readonly cloud: CloudContext,
    private readonly logs: LogWriters,
  ) {}

  /** Starts an execution; `input` is JSON text that was checked. */
  start(machine: StateMachine, name: string | undefined, input: string, synchronous: boolean): Started {
    const { region, accountId, clock, call } = this.cloud;
    const executionName = name ?? randomUUID();
    const arn = `arn:aws:states:${region}:${accountId}:express:${machine.name}:${executionName}:${randomUUID()}`;
    const history = new History(clock, this.logs.listener(machine, arn));
    const startTime = clock.now();
    const execution: Execution = {
      ...{ arn, type: 'EXPRESS', name: executionName, input: readJson(input), startTime },
      redriveCount: synchronous ? undefined : 0,
      machine: { arn: machine.arn, name: machine.name, roleArn: machine.roleArn },
      ...{ region, accountId, history, clock, call },
    };
    const ending = this.run(execution, this.definitions.of(machine.definition));
    return { name: executionName, arn, startTime, ending };
  }

  /** Stops what is running; each execution ends as one that timed out. */
  stop(): void {
    for (const controller of this.running) controller.abort(timedOut());
  }

  private async run(execution: Execution, definition: Definition): Promise<Ending> {
    const controller = new AbortController();
    this.running.add(controller);
    const seconds = Math.min(definition.TimeoutSeconds ?? MAX_EXPRESS_SECONDS, MAX_EXPRESS_SECONDS);
    const cancel = execution.clock.after(seconds * 1000, () => controller.abort(timedOut()));
    const scope: Scope = { signal: controller.signal, variables: {}, previous: 0 };
    const { history, input, machine } = execution;
    history.add('ExecutionStarted', withInput(input, { roleArn: machine.roleArn }), 0);
    try {
      return await runToEnd(execution, scope, () => runStates(execution, scope, definition, input));
    } finally {
      cancel();
      controller.abort(new Interrupted());
      this.running.delete(controller);
    }
  }
}
