import type { Assembly } from './assembly/read-assembly';
import { createClock, type SkippingClock } from './kernel/clock';
import type { CloudContext } from './kernel/cloud-context';
import { Faults } from './kernel/faults';
import { Gateway } from './kernel/gateway';
import type { LocalCloudOptions } from './local-cloud-options';
import { seededRandom } from './kernel/seeded-random';
import { createStore } from './kernel/store';

/** What services are built on. */
export interface Foundations {
  readonly context: CloudContext;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly clock: SkippingClock;
  readonly late: Late;
}

/** What becomes known while the cloud starts. */
export interface Late {
  endpoint?: string;
  assembly?: Assembly;
  /** The stack is deployed and the background work has begun. */
  ready: boolean;
}

/** Builds the clock, the store, the gateway with its faults, and the context that every service gets. */
export function foundations(options: LocalCloudOptions): Foundations {
  const {
    accountId = '000000000000',
    region = 'us-east-1',
    log = () => {},
    seed,
    timeScale,
    startAt,
    dataDir,
  } = options;
  const clock = createClock(timeScale, startAt);
  const faults = new Faults(seed === undefined ? Math.random : seededRandom(seed), () => clock.now());
  const gateway = new Gateway(clock, faults);
  const late: Late = { ready: false };
  const context: CloudContext = {
    accountId,
    region,
    clock,
    log,
    store: createStore(dataDir, log),
    call: (...call) => gateway.call(...call),
    endpoint: () => known(late.endpoint, 'endpoint'),
    asset: (s3Key) => known(late.assembly, 'assembly').asset(s3Key),
  };
  return { context, gateway, faults, clock, late };
}

function known<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`The ${name} is not known before the cloud has one.`);
  return thing;
}
