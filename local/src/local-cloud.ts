import { CustomResources } from './assembly/custom-resource';
import { deploy } from './assembly/deploy';
import { newStack, type DeployedStack } from './assembly/deployed-stack';
import { joinAssets } from './assembly/join-assets';
import { type Assembly, readAssembly, readTemplate } from './assembly/read-assembly';
import { openEndpoint } from './http/endpoint';
import { LocalApi } from './http/local-api';
import { Mounts } from './http/mounts';
import { createCloudFormation } from './services/cloudformation/cloudformation-service';
import type { SkippingClock } from './kernel/clock';
import type { CloudContext } from './kernel/cloud-context';
import { claimDataDirectory } from './kernel/data-directory';
import type { Faults } from './kernel/faults';
import { foundations, type Foundations } from './foundations';
import type { Gateway } from './kernel/gateway';
import { refuseRemote, type LocalCloudOptions } from './local-cloud-options';
import { createServices } from './local-services';
import { stackId } from './kernel/stack-id';

/** A running local cloud with its stack deployed. */
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
    return { ...(await start(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What must be undone at the end, the last first. */
type Undo = (() => void | Promise<void>)[];

async function start(options: LocalCloudOptions, undo: Undo): Promise<Omit<LocalCloud, 'stop'>> {
  const base = foundations(options);
  const { context, gateway, faults, clock, late } = base;
  for (const service of createServices(context, options)) {
    gateway.register(service);
    undo.push(() => service.stop?.());
  }
  const besides = (options.beside ?? []).map(readTemplate);
  const assemblies = [...besides, ...readAssembly(await options.assemblyDir, options.stack)];
  late.assembly = joinAssets(assemblies);
  const stackOf = (assembly: Assembly) =>
    newStack(assembly, stackId(context, assembly.stackName), clock.now());
  const stacks = assemblies.map(stackOf);
  const stack = stacks.at(-1)!;
  const customResources = new CustomResources(context, stack.id);
  gateway.register(createCloudFormation(stacks, customResources.routes));
  const endpoint = await listen(options, base, stack, undo);
  for (const [nth, { template }] of assemblies.entries()) {
    const beside = stacks.slice(0, nth);
    await deploy({ template, stack: stacks[nth]!, context, gateway, customResources, beside });
  }
  for (const service of gateway.all()) await service.start?.();
  late.ready = true;
  const outputs = Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value]));
  return { endpoint, gateway, faults, clock, context, stack, outputs };
}

async function listen(
  { host = '127.0.0.1', port = 0, mounts = [] }: LocalCloudOptions,
  { gateway, clock, context: { log }, late }: Foundations,
  stack: DeployedStack,
  undo: Undo,
): Promise<string> {
  const health = () => ({ ready: late.ready, resources: [...stack.resources.keys()] });
  const localApi = new LocalApi(gateway, health, clock);
  const mounted = new Mounts(mounts, () => ({ endpoint: late.endpoint ?? '', stackName: stack.name }));
  const endpoint = await openEndpoint({
    host,
    port,
    gateway,
    localApi,
    mounts: mounted,
    log,
    now: () => clock.now(),
  });
  undo.push(endpoint.close);
  late.endpoint = endpoint.url;
  return endpoint.url;
}
