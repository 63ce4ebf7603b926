import type { AwsError } from '../src/kernel/aws-error';
import type { SkippingClock } from '../src/kernel/clock';
import type { CloudContext } from '../src/kernel/cloud-context';
import { fastForward } from '../src/kernel/fast-forward';
import { Faults } from '../src/kernel/faults';
import { Gateway } from '../src/kernel/gateway';
import type { Operation, Service } from '../src/kernel/service';
import { createStore } from '../src/kernel/store';
import { createStates } from '../src/services/states/states-service';
import { virtualClock } from './virtual-clock';

type Handler = (input: never) => unknown;

export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  readonly details: Record<string, unknown>;
  readonly previous_event_id: string;
}

export interface SyncResult {
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly executionArn: string;
}

/** An Express execution takes five minutes at most: what is not over after ten hangs. */
const LONGEST = 600_000;

export class HangsError extends Error {}

/** A Step Functions service among stubs; a call that no stub plans for is refused by the gateway. */
export class StatesFixture {
  readonly events: LoggedEvent[] = [];
  readonly calls: { service: string; operation: string; input: Record<string, unknown>; caller: string }[] =
    [];
  readonly gateway: Gateway;
  readonly states: Service;
  readonly cloud: CloudContext;
  private machines = 0;

  constructor(
    stubs: Record<string, Record<string, Handler>> = {},
    readonly clock: SkippingClock = virtualClock(),
  ) {
    this.gateway = new Gateway(clock, new Faults());
    this.cloud = {
      region: 'us-east-1',
      accountId: '000000000000',
      clock,
      store: createStore(),
      call: (service, operation, input, options) => this.gateway.call(service, operation, input, options),
      endpoint: () => 'http://127.0.0.1:4566',
      asset: () => '',
      log: () => undefined,
    };
    this.states = createStates(this.cloud);
    this.gateway.register(this.states);
    this.stub('logs', { PutLogEvents: (input) => this.log(input) });
    for (const [name, operations] of Object.entries(stubs)) this.stub(name, operations);
  }

  /** Calls the service; while it waits, its time passes at once. */
  async api<Output = Record<string, unknown>>(operation: string, input: object): Promise<Output> {
    const answer = this.gateway.call<Output>('states', operation, input, { caller: 'client' });
    let ended = false;
    const end = () => void (ended = true);
    answer.then(end, end);
    if (!(await fastForward(this, LONGEST, () => ended))) throw new HangsError(operation);
    return answer;
  }

  async create(definition: object, more: object = {}): Promise<string> {
    const group = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/vendedlogs/states/test:*';
    const { stateMachineArn } = await this.api<{ stateMachineArn: string }>('CreateStateMachine', {
      name: `machine-${++this.machines}`,
      definition: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }),
      roleArn: 'arn:aws:iam::000000000000:role/workflow',
      type: 'EXPRESS',
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: true,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: group } }],
      },
      ...more,
    });
    return stateMachineArn;
  }

  /** Creates a machine and runs it to its end. */
  async run(definition: object, input: unknown = {}): Promise<SyncResult> {
    const stateMachineArn = await this.create(definition);
    const result = await this.api<SyncResult>('StartSyncExecution', {
      stateMachineArn,
      input: JSON.stringify(input),
    });
    await this.states.stop!();
    return result;
  }

  /** Runs a machine that must succeed and gives its output. */
  async output(definition: object, input: unknown = {}): Promise<unknown> {
    const { status, output, error, cause } = await this.run(definition, input);
    if (status !== 'SUCCEEDED') throw new Error(`${status} ${error}: ${cause}`);
    return JSON.parse(output!) as unknown;
  }

  types(): string[] {
    return this.events.map(({ type }) => type);
  }

  private stub(name: string, operations: Record<string, Handler>): void {
    const recorded = Object.entries(operations).map(([operation, handler]): [string, Operation] => [
      operation,
      (input: never, call) => {
        if (name !== 'logs') this.calls.push({ service: name, operation, input, caller: call.caller });
        return handler(input);
      },
    ]);
    this.gateway.register({
      name,
      protocol: { kind: 'json', version: '1.0', targetPrefix: name },
      members: 'pascal',
      operations: Object.fromEntries(recorded),
    });
  }

  private log({ logEvents }: { logEvents: { message: string }[] }): void {
    this.events.push(...logEvents.map(({ message }) => JSON.parse(message) as LoggedEvent));
  }
}

/** A machine of one state that ends. */
export function only(state: object): object {
  return { StartAt: 'Only', States: { Only: { End: true, ...state } } };
}

/** A stub that refuses the first calls with these errors and then answers. */
export function failing(errors: AwsError[], answer: unknown): Handler {
  const left = [...errors];
  return () => {
    const error = left.shift();
    if (error) throw error;
    return answer;
  };
}
