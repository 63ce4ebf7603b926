import type { CloudContext } from '../../../kernel/cloud-context';
import type { StoredMap } from '../../../kernel/store';
import { readJson } from '../expressions/json-text';
import { withInput } from '../history/event-details';
import { History, type HistoryEvent } from '../history/history';
import type { LogWriters } from '../history/log-writer';
import type { Execution, Scope } from '../interpreter/execution';
import { MAX_EVENTS, MAX_STANDARD_SECONDS } from '../interpreter/limits';
import { runStates } from '../interpreter/run-states';
import { standingAgain, standingOf, type Standing } from '../interpreter/standing';
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
  /** Where the executions stand, by ARN. */
  private readonly standings: StoredMap<Standing>;
  private readonly running = new Map<string, Run>();
  private readonly definitions = new Definitions();
  private serial: number;

  constructor(
    private readonly cloud: CloudContext,
    private readonly logs: LogWriters,
  ) {
    this.records = cloud.store.map<ExecutionRecord>('states-executions');
    this.histories = new Histories(cloud.store);
    this.standings = cloud.store.map('states-standings');
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

  /** Lets an execution that ended badly go on where it did. */
  redrive(ended: ExecutionRecord, token?: string): ExecutionRecord {
    const record: ExecutionRecord = {
      ...{ ...ended, status: 'RUNNING', redriveCount: ended.redriveCount + 1 },
      ...{ redriveTime: this.cloud.clock.now(), redriveToken: token },
      ...{ stopTime: undefined, output: undefined, error: undefined, cause: undefined },
    };
    // Branches whose results were too large together are run once more, all of them. AWS: "Restarting state machine executions".
    const standing = this.standings.get(record.arn);
    if (standing && ended.error === 'States.DataLimitExceeded')
      this.standings.set(record.arn, { ...standing, lines: undefined });
    this.records.set(record.arn, record);
    this.run(record);
    return record;
  }

  /** Goes on with what a former run of the cloud left: a wait to its end, a task once more from its start. */
  resume(): void {
    for (const record of this.records.values())
      if (record.status === 'RUNNING' && !this.running.has(record.arn))
        this.run(record, this.standings.get(record.arn));
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
    this.standings.delete(arn);
  }

  private run(record: ExecutionRecord, from?: Standing): void {
    const controller = new AbortController();
    const scope: Scope = { signal: controller.signal, variables: {}, previous: 0 };
    const ended = this.runToEnd(record, scope, controller, from);
    this.running.set(record.arn, { controller, ended });
  }

  private async runToEnd(
    record: ExecutionRecord,
    scope: Scope,
    controller: AbortController,
    from: Standing | undefined,
  ): Promise<void> {
    const { clock } = this.cloud;
    const { arn, machine, startTime, redriveTime = startTime } = record;
    const definition = this.definitions.of(machine.definition);
    const seconds = Math.min(definition.TimeoutSeconds ?? MAX_STANDARD_SECONDS, MAX_STANDARD_SECONDS);
    const cancel = clock.after(redriveTime + seconds * 1000 - clock.now(), () =>
      controller.abort(timedOut()),
    );
    const execution = this.executionOf(record, scope);
    const begin = from ?? this.begin(execution, record);
    try {
      const ending = await runToEnd(execution, scope, () =>
        runStates(execution, scope, definition, execution.input, begin),
      );
      const standing = ending.status === 'SUCCEEDED' ? undefined : standingOf(scope);
      if (standing) this.standings.set(arn, standing);
      else this.standings.delete(arn);
      this.records.set(arn, { ...record, ...ending, stopTime: clock.now() });
    } catch (thrown) {
      if (!(thrown instanceof Interrupted)) throw thrown;
    } finally {
      cancel();
      controller.abort(new Interrupted());
      this.running.delete(arn);
    }
  }

  /** Records that the execution begins, or goes on after it had ended; the answer is where it goes on. */
  private begin({ history, input }: Execution, record: ExecutionRecord): Standing | undefined {
    const { arn, machine, redriveCount } = record;
    const { roleArn } = machine;
    if (redriveCount === 0) {
      history.add('ExecutionStarted', withInput(input, { roleArn }), 0);
      return undefined;
    }
    const redriven = history.add('ExecutionRedriven', { redriveCount }, this.histories.of(arn).length);
    const standing = this.standings.get(arn);
    return standing && standingAgain(standing, this.cloud.clock.now(), redriven);
  }

  private executionOf(record: ExecutionRecord, scope: Scope): Execution {
    const { region, accountId, clock, call } = this.cloud;
    const { arn, name, machine, input, startTime, redriveCount, redriveTime } = record;
    const log = this.logs.listener(machine, arn, redriveCount);
    const listen = (event: HistoryEvent) => {
      this.histories.add(arn, event);
      log(event);
    };
    return {
      ...{ arn, type: 'STANDARD', name, input: readJson(input), startTime, redriveCount, redriveTime },
      machine,
      history: new History(clock, listen, this.histories.of(arn).length, MAX_EVENTS),
      ...{ region, accountId, clock, call },
      ended: (child) => this.running.get(child)?.ended,
      advanced: this.histories.durable ? () => this.standings.set(arn, standingOf(scope)!) : undefined,
    };
  }
}
