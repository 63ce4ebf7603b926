import type { CloudContext } from '../../../kernel/cloud-context';
import type { StoredMap } from '../../../kernel/store';
import { readJson } from '../expressions/json-text';
import { withInput } from '../history/event-details';
import { History, type HistoryEvent } from '../history/history';
import type { LogWriters } from '../history/log-writer';
import type { Execution, Scope } from '../interpreter/execution';
import { MAX_STANDARD_SECONDS } from '../interpreter/limits';
import { runStates } from '../interpreter/run-states';
import type { StateMachine } from '../state-machine';
import { Interrupted } from '../state-error';
import { Definitions } from './definitions';
import type { ExecutionRecord } from './execution-record';
import { Halt, timedOut } from './halt';
import { Histories } from './histories';
import { runToEnd } from './run-to-end';

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

/** A closed execution is kept, and its name taken, for so long. AWS: "Step Functions service quotas". */
const KEPT_MS = 90 * 86_400_000;

/** Runs Standard executions, and keeps each with its history. */
export class StandardExecutions {
  private readonly records: StoredMap<ExecutionRecord>;
  private readonly histories: Histories;
  private readonly running = new Map<string, Run>();
  private readonly definitions = new Definitions();
  private serial: number;

  constructor(
    private readonly cloud: CloudContext,
    private readonly logs: LogWriters,
  ) {
    this.records = cloud.store.map<ExecutionRecord>('states-executions');
    this.histories = new Histories(cloud.store);
    this.serial = Math.max(0, ...[...this.records.values()].map(({ serial }) => serial));
  }

  /** The execution of an ARN, running or closed. */
  find(arn: string): ExecutionRecord | undefined {
    const record = this.records.get(arn);
    if (record?.stopTime === undefined || record.stopTime + KEPT_MS > this.cloud.clock.now()) return record;
    this.forget(arn);
    return undefined;
  }

  /** A machine's executions, the last started first. */
  of(machineArn: string): ExecutionRecord[] {
    const all = [...this.records.values()].filter(({ machine }) => machine.arn === machineArn);
    return all.filter(({ arn }) => this.find(arn)).sort((a, b) => b.serial - a.serial);
  }

  historyOf(arn: string): readonly HistoryEvent[] {
    return this.histories.of(arn);
  }

  /** Starts an execution whose name is free. */
  start(machine: StateMachine, arn: string, { name, input, traceHeader }: StandardStart): ExecutionRecord {
    const record: ExecutionRecord = {
      ...{ arn, name, machine, input, traceHeader, serial: ++this.serial },
      ...{ startTime: this.cloud.clock.now(), status: 'RUNNING', redriveCount: 0 },
    };
    this.records.set(arn, record);
    this.run(record);
    return record;
  }

  /** Ends a running execution from outside, and resolves when it has ended. */
  async stop(arn: string, { error, cause }: { error?: string; cause?: string }): Promise<void> {
    const run = this.running.get(arn);
    run?.controller.abort(new Halt({ status: 'ABORTED', error, cause }));
    await run?.ended;
  }

  /** Ends a machine's executions and forgets them. */
  async forgetMachine(machineArn: string): Promise<void> {
    for (const { arn } of this.of(machineArn)) {
      await this.stop(arn, {});
      this.forget(arn);
    }
  }

  /** The cloud stops: what runs is left as it stands. */
  async suspend(): Promise<void> {
    const runs = [...this.running.values()];
    for (const { controller } of runs) controller.abort(new Interrupted());
    await Promise.all(runs.map(({ ended }) => ended));
  }

  private forget(arn: string): void {
    this.records.delete(arn);
    this.histories.delete(arn);
  }

  private run(record: ExecutionRecord): void {
    const controller = new AbortController();
    const execution = this.executionOf(record);
    const scope: Scope = { signal: controller.signal, variables: {}, previous: 0 };
    const ended = this.runToEnd(record, execution, scope, controller);
    this.running.set(record.arn, { controller, ended });
  }

  private async runToEnd(
    record: ExecutionRecord,
    execution: Execution,
    scope: Scope,
    controller: AbortController,
  ): Promise<void> {
    const { clock } = this.cloud;
    const definition = this.definitions.of(record.machine.definition);
    const seconds = Math.min(definition.TimeoutSeconds ?? MAX_STANDARD_SECONDS, MAX_STANDARD_SECONDS);
    const cancel = clock.after(seconds * 1000, () => controller.abort(timedOut()));
    const { history, input, machine } = execution;
    history.add('ExecutionStarted', withInput(input, { roleArn: machine.roleArn }), 0);
    try {
      const ending = await runToEnd(execution, scope, () => runStates(execution, scope, definition, input));
      this.records.set(record.arn, { ...record, ...ending, stopTime: clock.now() });
    } catch (thrown) {
      if (!(thrown instanceof Interrupted)) throw thrown;
    } finally {
      cancel();
      controller.abort(new Interrupted());
      this.running.delete(record.arn);
    }
  }

  private executionOf(record: ExecutionRecord): Execution {
    const { region, accountId, clock, call } = this.cloud;
    const { arn, name, machine, input, startTime, redriveCount, redriveTime } = record;
    const log = this.logs.listener(machine, arn);
    const history = new History(clock, (event) => {
      this.histories.add(arn, event);
      log(event);
    });
    return {
      ...{ arn, type: 'STANDARD', name, input: readJson(input), startTime, redriveCount, redriveTime },
      machine,
      ...{ region, accountId, history, clock, call },
    };
  }
}
