import { createClock } from '../../src/kernel/clock';
import { Faults } from '../../src/kernel/faults';
import { Gateway } from '../../src/kernel/gateway';
import type { Service } from '../../src/kernel/service';
import { openEndpoint } from '../../src/http/endpoint';
import { LocalApi } from '../../src/http/local-api';

/** An endpoint on a free port that serves only these services. */
export async function startEndpoint(...services: Service[]) {
  const gateway = new Gateway(createClock(), new Faults());
  for (const service of services) gateway.register(service);
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  const health = { ready: true, resources: ['Queue'] };
  const localApi = new LocalApi({
    gateway,
    health: () => health,
    clock: createClock(),
    reset: async () => {},
  });
  const endpoint = await openEndpoint({ host: '127.0.0.1', port: 0, gateway, localApi, log });
  return { ...endpoint, gateway, logged, health };
}
