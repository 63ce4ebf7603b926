import { CustomResources } from './assembly/custom-resource';
import { deploy, type Deployed } from './assembly/deploy';
import { newStack, type DeployedStack } from './assembly/deployed-stack';
import { joinAssets } from './assembly/join-assets';
import { type Assembly, readAssembly, readTemplate } from './assembly/read-assembly';
import { updateInPlace, type Update } from './assembly/update-in-place';
import { foundations, type Foundations } from './foundations';
import { printFunctionLogs } from './function-logs';
import { LocalApi } from './http/local-api';
import { Mounts } from './http/mounts';
import { stackId } from './kernel/stack-id';
import type { LocalCloudOptions } from './local-cloud-options';
import { createServices } from './local-services';
import { createCloudFormation } from './services/cloudformation/cloudformation-service';

/** A cloud from its empty state on, until it is stopped or reset. */
export class CloudLife {
  readonly localApi: LocalApi;
  readonly mounts: Mounts;
  private readonly stacks: readonly DeployedStack[];
  private readonly customResources: CustomResources;
  private readonly deployed: Deployed[] = [];

  /** `reset` begins another one in its place. */
  constructor(
    private readonly options: LocalCloudOptions,
    private readonly assemblies: readonly Assembly[],
    readonly base: Foundations,
    reset: () => Promise<void>,
  ) {
    const { context, gateway, clock, late } = base;
    late.assembly = joinAssets(assemblies);
    this.stacks = assemblies.map((assembly) =>
      newStack(assembly, stackId(context, assembly.stackName), clock.now()),
    );
    this.customResources = new CustomResources(context, this.stack.id);
    gateway.register(createCloudFormation(this.stacks, this.customResources.routes));
    if (options.logFunctions) printFunctionLogs(gateway, options.logFunctions);
    const health = () => ({ ready: late.ready, resources: [...this.stack.resources.keys()] });
    this.localApi = new LocalApi({ gateway, health, clock, reset });
    const mountedIn = () => ({ endpoint: late.endpoint ?? '', stackName: this.stack.name });
    this.mounts = new Mounts(options.mounts ?? [], mountedIn);
  }

  /** Builds every service, and reads what is to be deployed. Whatever it began is over when it rejects. */
  static async prepare(options: LocalCloudOptions, reset: () => Promise<void>): Promise<CloudLife> {
    const base = foundations(options);
    for (const service of createServices(base.context, options)) base.gateway.register(service);
    try {
      const besides = (options.beside ?? []).map(readTemplate);
      const own = readAssembly(await options.assemblyDir, options.stack);
      return new CloudLife(options, [...besides, ...own], base, reset);
    } catch (error) {
      await stopServices(base);
      throw error;
    }
  }

  /** The one that was asked for; the others stand beside it. */
  get stack(): DeployedStack {
    return this.stacks.at(-1)!;
  }

  /** Deploys the templates and begins the background work. */
  async begin(endpoint: string): Promise<void> {
    const { context, gateway, late } = this.base;
    late.endpoint = endpoint;
    for (const [nth, { template }] of this.assemblies.entries()) {
      const [stack, beside] = [this.stacks[nth]!, this.stacks.slice(0, nth)];
      const { customResources } = this;
      this.deployed.push(await deploy({ template, stack, context, gateway, customResources, beside }));
    }
    for (const service of gateway.all()) await service.start?.();
    late.ready = true;
  }

  /** Takes over what changed in functions and state machines of the stack that was asked for. */
  async update(assemblyDir: string): Promise<Update> {
    const { options, assemblies, base } = this;
    const changed = readAssembly(assemblyDir, options.stack);
    base.late.assembly = joinAssets([...assemblies.slice(0, -changed.length), ...changed]);
    return updateInPlace(this.deployed.at(-1)!, changed.at(-1)!.template);
  }

  async end(): Promise<void> {
    this.base.late.ready = false;
    await stopServices(this.base);
  }
}

/** The last first. */
async function stopServices({ gateway }: Foundations): Promise<void> {
  for (const service of gateway.all().reverse()) await service.stop?.();
}
