import { randomUUID } from 'node:crypto';
import { AwsError } from './aws-error';
import type { CallOptions } from './cloud-context';
import type { Clock } from './clock';
import { faultError, type Fault, type Faults } from './faults';
import type { Call, CallEnding, Service } from './service';

/** Calls that mostly wait, for time or for other calls: they are no work of their own. */
const waiting = new Set(['states:StartSyncExecution', 'sqs:ReceiveMessage']);

/** Sees a call that has ended, with what its caller got. */
export type Watcher = (call: Call, input: object, ending: CallEnding) => void;

/** The one door to every service: HTTP requests and services' calls to each other pass it, and the faults stand in it. */
export class Gateway {
  private readonly services = new Map<string, Service>();
  private readonly watchers = new Set<Watcher>();
  private underWay = 0;

  constructor(
    private readonly clock: Clock,
    readonly faults: Faults,
  ) {}

  /** How many calls are at work, as opposed to waiting for time to pass. */
  get working(): number {
    return this.underWay;
  }

  register(service: Service): void {
    this.services.set(service.name, service);
    if (service.observe) this.watchers.add((...call) => service.observe!(...call));
  }

  service(name: string): Service | undefined {
    return this.services.get(name);
  }

  all(): Service[] {
    return [...this.services.values()];
  }

  /** Calls one operation. Rejects with `AwsError`; anything else that is thrown is a fault of the local cloud itself. */
  async call<Output = Record<string, unknown>>(
    service: string,
    operation: string,
    input: object,
    options: CallOptions,
  ): Promise<Output> {
    const run = this.operation(service, operation);
    const asked: Call = {
      service,
      operation,
      caller: options.caller,
      requestId: options.requestId ?? randomUUID(),
      signal: options.signal ?? new AbortController().signal,
      trail: {},
    };
    const fault = this.faults.hit(asked, input);
    const call = fault
      ? { ...asked, crash: fault.crash, pageSize: fault.pageSize, stale: fault.stale }
      : asked;
    const invoke = () => this.work(call, async () => run(input as never, call));
    const answer = fault ? this.invokeUnderFault(fault, invoke, call) : invoke();
    if (this.watchers.size > 0) this.show(call, input, answer);
    return (await answer) as Output;
  }

  /** Shows every call and its answer, as its caller gets it, to a test; the answer stops it. */
  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  private show(call: Call, input: object, answer: Promise<unknown>): void {
    const show = (ending: CallEnding) => this.watchers.forEach((watcher) => watcher(call, input, ending));
    answer.then(
      (value) => show({ answer: value }),
      (error: unknown) => show({ error }),
    );
  }

  private async work<Answer>({ service, operation }: Call, run: () => Promise<Answer>): Promise<Answer> {
    const weight = waiting.has(`${service}:${operation}`) ? 0 : 1;
    this.underWay += weight;
    try {
      return await run();
    } finally {
      this.underWay -= weight;
    }
  }

  private operation(name: string, operation: string) {
    const service = this.services.get(name);
    if (!service) throw new AwsError('UnknownService', `The local cloud does not serve "${name}".`, 501);
    const run = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
    if (!run)
      throw new AwsError(
        'UnknownOperationException',
        `The local cloud does not support ${name}:${operation}.`,
        501,
      );
    return run;
  }

  private async invokeUnderFault(fault: Fault, invoke: () => Promise<unknown>, call: Call): Promise<unknown> {
    const { delay = 0, afterEffect, duplicate } = fault;
    const pause = () => (delay > 0 ? this.clock.sleep(delay, call.signal) : undefined);
    if (!afterEffect) await pause();
    if (!afterEffect && isRefused(fault)) return answerOf(fault);
    if (duplicate) await invoke();
    const answer = await invoke();
    if (!afterEffect) return answer;
    await pause();
    return isRefused(fault) ? answerOf(fault) : answer;
  }
}

function isRefused({ error, response }: Fault): boolean {
  return error !== undefined || response !== undefined;
}

function answerOf(fault: Fault): unknown {
  const error = faultError(fault);
  if (error) throw error;
  return fault.response;
}
