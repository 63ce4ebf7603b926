import type { DeployedStack } from './assembly/deployed-stack';
import type { Update } from './assembly/update-in-place';
import { CloudLife } from './cloud-life';
import { type Endpoint, openEndpoint } from './http/endpoint';
import type { SkippingClock } from './kernel/clock';
import type { CloudContext } from './kernel/cloud-context';
import { claimDataDirectory } from './kernel/data-directory';
import type { Faults } from './kernel/faults';
import type { Gateway } from './kernel/gateway';
import { refuseRemote, refuseResetOfKept, type LocalCloudOptions } from './local-cloud-options';

/** A running local cloud with its stack deployed. What is read from it before a reset belongs to the life before. */
export interface LocalCloud {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly clock: SkippingClock;
  readonly context: CloudContext;
  readonly stack: DeployedStack;
  /** The stack's outputs by name. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Begins anew under the same endpoint: the stack deployed, nothing else in it. Rejects where the state is kept. */
  reset(): Promise<void>;
  /** Takes over what changed in functions and state machines of another assembly of the same stack. */
  update(assemblyDir: string): Promise<Update>;
  /** Stops everything and leaves no handle open. */
  stop(): Promise<void>;
}

/** Builds every service, listens, deploys the template and begins the background work. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  // A failed synthesis is told where it is awaited; until then it must not end the process.
  Promise.resolve(options.assemblyDir).catch(() => {});
  refuseRemote(options);
  const undo: Undo = [];
  const stop = async () => {
    while (undo.length > 0) await undo.pop()?.();
  };
  try {
    if (options.dataDir !== undefined) undo.push(claimDataDirectory(options.dataDir));
    return await start(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What must be undone at the end, the last first. */
type Undo = (() => void | Promise<void>)[];

async function start(options: LocalCloudOptions, undo: Undo, stop: () => Promise<void>): Promise<LocalCloud> {
  let resetting: Promise<void> | undefined;
  const reset = () => (resetting ??= beginAnew().finally(() => (resetting = undefined)));
  let life = await CloudLife.prepare(options, reset);
  undo.push(() => life.end());
  const endpoint = await listen(options, () => life);
  undo.push(endpoint.close);
  await life.begin(endpoint.url);

  async function beginAnew(): Promise<void> {
    refuseResetOfKept(options);
    await life.end();
    life = await CloudLife.prepare(options, reset);
    await life.begin(endpoint.url);
  }
  const update = (assemblyDir: string) => life.update(assemblyDir);
  return asCloud(endpoint.url, () => life, { reset, update, stop });
}

function asCloud(
  endpoint: string,
  life: () => CloudLife,
  acts: Pick<LocalCloud, 'reset' | 'update' | 'stop'>,
): LocalCloud {
  return {
    endpoint,
    get gateway() {
      return life().base.gateway;
    },
    get faults() {
      return life().base.faults;
    },
    get clock() {
      return life().base.clock;
    },
    get context() {
      return life().base.context;
    },
    get stack() {
      return life().stack;
    },
    get outputs() {
      return Object.fromEntries(life().stack.outputs.map(({ key, value }) => [key, value]));
    },
    ...acts,
  };
}

/** One door for every life: it stays open between them. */
function listen(
  { host = '127.0.0.1', port = 0, log = () => {} }: LocalCloudOptions,
  life: () => CloudLife,
): Promise<Endpoint> {
  return openEndpoint({
    ...{ host, port, log },
    get gateway() {
      return life().base.gateway;
    },
    get localApi() {
      return life().localApi;
    },
    get mounts() {
      return life().mounts;
    },
    now: () => life().base.clock.now(),
  });
}
