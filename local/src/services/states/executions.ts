import { randomUUID } from 'node:crypto';
import type { Json } from './expressions/json';
import { jsonText, readJson } from './expressions/json-text';
import { withError, withInput, withOutput } from './history/event-details';
import { History } from './history/history';
import type { LogWriters } from './history/log-writer';
import type { Execution, Scope } from './interpreter/execution';
import { MAX_EXPRESS_SECONDS } from './interpreter/limits';
import { runStates } from './interpreter/run-states';
import { Interrupted, StateError } from './state-error';
import type { Definition } from './language/definition';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StateMachine } from './state-machine';

/** How an execution ended. */
export interface Ending {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

export interface Started {
  readonly name: string;
  readonly arn: string;
  readonly startTime: number;
  readonly ending: Promise<Ending>;
}

/** Runs executions and knows which are running. */
export class Executions {
  private readonly running = new Set<AbortController>();
  private readonly definitions = new WeakMap<StateMachine, Definition>();

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
      arn,
      name: executionName,
      input: readJson(input),
      startTime,
      synchronous,
      machine: { arn: machine.arn, name: machine.name, roleArn: machine.roleArn },
      region,
      accountId,
      history,
      clock,
      call,
    };
    return { name: executionName, arn, startTime, ending: this.run(execution, this.definitionOf(machine)) };
  }

  /** Stops what is running; each execution ends as one that timed out. */
  stop(): void {
    for (const controller of this.running) controller.abort(new Interrupted());
  }

  private definitionOf(machine: StateMachine): Definition {
    let definition = this.definitions.get(machine);
    if (!definition) {
      definition = JSON.parse(machine.definition) as Definition;
      this.definitions.set(machine, definition);
    }
    return definition;
  }

  private async run(execution: Execution, definition: Definition): Promise<Ending> {
    const controller = new AbortController();
    this.running.add(controller);
    const seconds = Math.min(definition.TimeoutSeconds ?? MAX_EXPRESS_SECONDS, MAX_EXPRESS_SECONDS);
    const cancel = execution.clock.after(seconds * 1000, () => controller.abort(new Interrupted()));
    const scope: Scope = { signal: controller.signal, variables: {}, previous: 0 };
    try {
      return await runToEnd(execution, scope, definition);
    } finally {
      cancel();
      controller.abort(new Interrupted());
      this.running.delete(controller);
    }
  }
}

async function runToEnd(execution: Execution, scope: Scope, definition: Definition): Promise<Ending> {
  const { history, input, machine } = execution;
  history.add('ExecutionStarted', withInput(input, { roleArn: machine.roleArn }), 0);
  try {
    const output: Json = await runStates(execution, scope, definition, input);
    history.add('ExecutionSucceeded', withOutput(output), scope.previous);
    return { status: 'SUCCEEDED', output: jsonText(output) };
  } catch (thrown) {
    if (thrown instanceof Interrupted) {
      history.add('ExecutionTimedOut', {}, scope.previous);
      return { status: 'TIMED_OUT' };
    }
    const failure = thrown instanceof StateError ? thrown : internal(thrown);
    history.add('ExecutionFailed', withError(failure), scope.previous);
    return { status: 'FAILED', error: failure.error, cause: failure.cause };
  }
}

/** A fault of the local cloud fails the execution and says so; it does not take the process down. */
function internal(thrown: unknown): StateError {
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return new StateError('States.Runtime', `Fault of the local cloud: ${message}`);
}
