import type { CloudContext } from '../../../kernel/cloud-context';
import type { HistoryEvent } from '../history/history';
import type { LogWriters } from '../history/log-writer';
import type { Standing } from '../interpreter/standing';
import type { StateMachine } from '../state-machine';
import { Interrupted } from '../state-error';
import { Definitions } from './definitions';
import type { ExecutionRecord } from './execution-record';
import { ExecutionStore } from './execution-store';
import { Halt } from './halt';
import { runStandard } from './standard-run';

/** What StartExecution says of an execution. */
export interface StandardStart {
  readonly name: string;
  /** JSON text that was checked. */
  readonly input: string;
  readonly traceHeader?: string;
}

interface Run {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** Runs Standard executions, and keeps each with its history. */
export class StandardExecutions {
  private readonly store: ExecutionStore;
  private readonly runs = new Map<string, Run>();
  private readonly definitions = new Definitions();

  constructor(
    private readonly cloud: CloudContext,
    private readonly logs: LogWriters,
  ) {
    this.store = new ExecutionStore(cloud);
  }

  /** The execution of an ARN, running or closed. */
  find(arn: string): ExecutionRecord | undefined {
    return this.store.find(arn);
  }

  /** A machine's executions, the last started first. */
  of(machineArn: string): ExecutionRecord[] {
    return this.store.of(machineArn);
  }

  historyOf(arn: string): readonly HistoryEvent[] {
    return this.store.historyOf(arn);
  }

  /** Starts an execution whose name is free. */
  start(machine: StateMachine, arn: string, { name, input, traceHeader }: StandardStart): ExecutionRecord {
    return this.run({
      ...{ arn, name, machine, input, traceHeader, serial: this.store.nextSerial() },
      ...{ startTime: this.cloud.clock.now(), status: 'RUNNING', redriveCount: 0 },
    });
  }

  /** Lets an execution that ended badly go on where it did. */
  redrive(ended: ExecutionRecord, token?: string): ExecutionRecord {
    // Branches whose results were too large together are run once more, all of them. AWS: "Restarting state machine executions".
    const standing = this.store.standingOf(ended.arn);
    if (standing && ended.error === 'States.DataLimitExceeded')
      this.store.stand(ended.arn, { ...standing, lines: undefined });
    return this.run({
      ...{ ...ended, status: 'RUNNING', redriveCount: ended.redriveCount + 1 },
      ...{ redriveTime: this.cloud.clock.now(), redriveToken: token },
      ...{ stopTime: undefined, output: undefined, error: undefined, cause: undefined },
    });
  }

  /** Goes on with what a former run of the cloud left: a wait to its end, a task once more from its start. */
  resume(): void {
    for (const record of this.store.running())
      if (!this.runs.has(record.arn)) this.run(record, this.store.standingOf(record.arn));
  }

  /** Ends a running execution from outside, and resolves when it has ended. */
  async stop(arn: string, { error, cause }: { error?: string; cause?: string }): Promise<void> {
    const run = this.runs.get(arn);
    run?.controller.abort(new Halt({ status: 'ABORTED', error, cause }));
    await run?.ended;
  }

  /** Ends a machine's executions and forgets them. */
  async forgetMachine(machineArn: string): Promise<void> {
    for (const { arn } of this.of(machineArn)) {
      await this.stop(arn, {});
      this.store.forget(arn);
    }
  }

  /** The cloud stops: what runs is left as it stands. */
  async suspend(): Promise<void> {
    const runs = [...this.runs.values()];
    for (const { controller } of runs) controller.abort(new Interrupted());
    await Promise.all(runs.map(({ ended }) => ended));
  }

  private run(record: ExecutionRecord, from?: Standing): ExecutionRecord {
    this.store.keep(record);
    const { cloud, logs, store } = this;
    const dependencies = { cloud, logs, store, ended: (arn: string) => this.runs.get(arn)?.ended };
    const controller = new AbortController();
    const definition = this.definitions.of(record.machine.definition);
    const ended = runStandard(dependencies, record, definition, controller, from);
    const run = { controller, ended };
    this.runs.set(record.arn, run);
    void ended.then(() => this.runs.get(record.arn) === run && this.runs.delete(record.arn));
    return record;
  }
}
