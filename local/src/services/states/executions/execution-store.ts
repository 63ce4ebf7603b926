import type { CloudContext } from '../../../kernel/cloud-context';
import type { StoredMap } from '../../../kernel/store';
import type { HistoryEvent } from '../history/history';
import type { Standing } from '../interpreter/standing';
import type { ExecutionRecord } from './execution-record';
import { Histories } from './histories';

/** A closed execution is kept, and its name taken, for so long. AWS: "Step Functions service quotas". */
const KEPT_MS = 90 * 86_400_000;

/** Standard executions, each with its history and where it stands. */
export class ExecutionStore {
  private readonly records: StoredMap<ExecutionRecord>;
  private readonly histories: Histories;
  private readonly standings: StoredMap<Standing>;
  private serial = 0;

  constructor(private readonly cloud: CloudContext) {
    this.records = cloud.store.map('states-executions');
    this.standings = cloud.store.map('states-standings');
    this.histories = new Histories(cloud.store);
    for (const { serial } of this.records.values()) this.serial = Math.max(this.serial, serial);
  }

  /** Whether all of it outlives the process. */
  get durable(): boolean {
    return this.histories.durable;
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

  running(): ExecutionRecord[] {
    return [...this.records.values()].filter(({ status }) => status === 'RUNNING');
  }

  nextSerial(): number {
    return ++this.serial;
  }

  keep(record: ExecutionRecord): void {
    this.records.set(record.arn, record);
  }

  historyOf(arn: string): readonly HistoryEvent[] {
    return this.histories.of(arn);
  }

  add(arn: string, event: HistoryEvent): void {
    this.histories.add(arn, event);
  }

  standingOf(arn: string): Standing | undefined {
    return this.standings.get(arn);
  }

  stand(arn: string, standing: Standing | undefined): void {
    if (standing) this.standings.set(arn, standing);
    else this.standings.delete(arn);
  }

  forget(arn: string): void {
    this.records.delete(arn);
    this.histories.delete(arn);
    this.standings.delete(arn);
  }
}
