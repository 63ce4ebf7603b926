import { createClock, type Clock } from '../../../src/kernel/clock';
import type { CloudContext } from '../../../src/kernel/cloud-context';
import { Faults } from '../../../src/kernel/faults';
import { Gateway } from '../../../src/kernel/gateway';
import type { Operation, Service } from '../../../src/kernel/service';
import { createStore, type Store } from '../../../src/kernel/store';

/** Some services on a gateway of their own, in memory unless a store is given. */
export function testCloud(
  factories: readonly ((context: CloudContext) => Service)[],
  { clock = createClock(), store = createStore() }: { clock?: Clock; store?: Store } = {},
) {
  const gateway = new Gateway(clock, new Faults());
  const log: string[] = [];
  const context: CloudContext = {
    region: 'us-east-1',
    accountId: '000000000000',
    clock,
    store,
    call: (service, operation, input, options) => gateway.call(service, operation, input, options),
    endpoint: () => 'http://127.0.0.1:4566',
    asset: (key) => key,
    log: (line) => log.push(line),
  };
  for (const factory of factories) gateway.register(factory(context));
  const call = <Output = Record<string, never>>(service: string, operation: string, input: object) =>
    gateway.call<Output>(service, operation, input, { caller: 'client' });
  return {
    call,
    clock,
    context,
    log,
    faults: gateway.faults,
    /** Stands in for a service that the test is not about; any other operation of it is refused. */
    fake: (name: string, operations: Record<string, Operation>) =>
      gateway.register({
        name,
        protocol: { kind: 'json', version: '1.0', targetPrefix: name },
        members: 'pascal',
        operations,
      }),
    resource: (service: string, type: string) => gateway.service(service)!.resources![type]!,
    /** What a service answers below `/_local/`. */
    local: (service: string, path: string) =>
      gateway
        .service(service)!
        .local!.find((route) => route.path === path)!
        .handle({ labels: {}, query: new URLSearchParams(), body: undefined }),
    arn: (service: string, name: string) => `arn:aws:${service}:us-east-1:000000000000:${name}`,
    start: async () => {
      for (const service of gateway.all()) await service.start?.();
    },
    stop: async () => {
      for (const service of gateway.all()) await service.stop?.();
    },
    messageCount: async (queue: string) => {
      const { Attributes } = await call<{ Attributes: Record<string, string> }>('sqs', 'GetQueueAttributes', {
        QueueUrl: queue,
        AttributeNames: ['All'],
      });
      const counts = ['', 'NotVisible', 'Delayed'].map(
        (kind) => Attributes[`ApproximateNumberOfMessages${kind}`],
      );
      return counts.reduce((sum, count) => sum + Number(count), 0);
    },
    until,
  };
}

/** Waits until the condition holds; the test's own time-out ends it. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 2));
}
