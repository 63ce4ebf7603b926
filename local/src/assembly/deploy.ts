import type { CloudContext } from '../kernel/cloud-context';
import type { Gateway } from '../kernel/gateway';
import type { Created, Resource } from '../kernel/service';
import { checkSupport, isIncluded, resourceType } from './check-support';
import { isCustomResource, type CustomResources } from './custom-resource';
import type { DeployedStack } from './deployed-stack';
import { deploymentOrder } from './deployment-order';
import { resolveDynamicReferences } from './dynamic-references';
import { INERT_RESOURCES } from './inert-resources';
import { namedCondition, resolve } from './intrinsics';
import { TemplateError, type Template } from './template';
import { pseudoParameters, type TemplateScope } from './template-scope';

export interface Deployment {
  readonly template: Template;
  readonly stack: DeployedStack;
  readonly context: CloudContext;
  readonly gateway: Gateway;
  readonly customResources: CustomResources;
  /** Stacks that were deployed before. @default none */
  readonly beside?: readonly DeployedStack[];
}

/**
 * Makes every resource of the template, each as soon as those that it refers to exist, and resolves the outputs. Throws
 * before anything is made when the template holds something unsupported; names the resource when one fails.
 */
export async function deploy(deployment: Deployment): Promise<Deployed> {
  const { stack, gateway } = deployment;
  const created = new Map<string, Created>();
  const scope = scopeOf(deployment, created);
  try {
    checkSupport(scope, gateway);
    await makeInOrder(deployment, scope, created);
    stack.outputs.push(...outputsOf(scope));
    stack.status = 'CREATE_COMPLETE';
    return { deployment, created };
  } catch (error) {
    stack.status = 'CREATE_FAILED';
    throw error;
  }
}

/** A deployment that is done. */
export interface Deployed {
  /** As it stands now. */
  deployment: Deployment;
  /** What its resources answer to `Ref` and `Fn::GetAtt`. */
  readonly created: Map<string, Created>;
}

function scopeOf(
  { template, stack, context, beside }: Deployment,
  created: ReadonlyMap<string, Created>,
): TemplateScope {
  const pseudo = pseudoParameters({ ...context, stackName: stack.name, stackId: stack.id });
  return { template, pseudo, created, beside };
}

async function makeInOrder(
  deployment: Deployment,
  scope: TemplateScope,
  created: Map<string, Created>,
): Promise<void> {
  const order = deploymentOrder(scope.template, (logicalId) => isIncluded(logicalId, scope));
  const making = new Map<string, Promise<void>>();
  let failed = false;
  for (const [logicalId, needs] of order) {
    const ready = Promise.all(needs.map((need) => making.get(need)!));
    const make = async () => {
      await ready;
      if (!failed) created.set(logicalId, await makeResource(logicalId, deployment, created));
    };
    const made = make().catch((error: unknown) => {
      failed = true;
      throw error;
    });
    making.set(logicalId, made);
  }
  await settle([...making.values()]);
}

/** Waits for all of them, so that nothing is still being made when the first failure is told. */
async function settle(making: Promise<void>[]): Promise<void> {
  const first = Promise.all(making).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  await Promise.allSettled(making);
  const failure = await first;
  if (failure) throw failure.error;
}

/** Makes one resource, with what those before it answer; one that is there already is adopted, and changed where it differs. */
export async function makeResource(
  logicalId: string,
  deployment: Deployment,
  created: ReadonlyMap<string, Created>,
): Promise<Created> {
  const { stack, context } = deployment;
  const scope = scopeOf(deployment, created);
  const { Type: type, Properties = {} } = scope.template.Resources[logicalId]!;
  try {
    const resolved = resolve(Properties, scope);
    const properties = (await resolveDynamicReferences(resolved, context)) as Resource['properties'];
    const resource = { logicalId, type, properties, physicalName: `${stack.name}-${logicalId}` };
    const made = await createResource(resource, deployment);
    const madeAt = new Date(context.clock.now());
    stack.resources.set(logicalId, { logicalId, physicalId: made.ref, type, madeAt });
    return made;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TemplateError(`${stack.name}: ${logicalId} (${type}) cannot be made: ${why}`, { cause: error });
  }
}

function createResource(resource: Resource, { gateway, context, customResources }: Deployment) {
  if (isCustomResource(resource.type)) return customResources.create(resource);
  const inert = INERT_RESOURCES[resource.type];
  return inert ? inert.create(resource, context) : resourceType(resource.type, gateway)!.create(resource);
}

function outputsOf(scope: TemplateScope): DeployedStack['outputs'] {
  return Object.entries(scope.template.Outputs ?? {})
    .filter(([, { Condition }]) => Condition === undefined || namedCondition(Condition, scope))
    .map(([key, { Value, Description: description, Export }]) => ({
      key,
      value: String(resolve(Value, scope)),
      description,
      exportName: Export && String(resolve(Export.Name, scope)),
    }));
}
