import { CustomResources } from '../../src/assembly/custom-resource';
import { deploy } from '../../src/assembly/deploy';
import { newStack } from '../../src/assembly/deployed-stack';
import type { Template } from '../../src/assembly/template';
import { foundations } from '../../src/foundations';
import type { Operation, ResourceType, Service } from '../../src/kernel/service';

/** A service that makes these types and has these operations. */
export function fakeService(
  name: string,
  resources: Record<string, ResourceType>,
  operations: Record<string, Operation> = {},
): Service {
  return { name, protocol: { kind: 'rest-json', routes: [] }, members: 'pascal', operations, resources };
}

/** Deploys a template onto these services; the stack is there whether that succeeds or not. */
export function startDeployment(template: Template, services: Service[], timeScale = 1) {
  const { context, gateway, late } = foundations({ assemblyDir: '', timeScale });
  late.endpoint = 'http://127.0.0.1:1';
  for (const service of services) gateway.register(service);
  const assembly = { stackName: 'S', template, templateBody: '{}', asset: (key: string) => key };
  const stack = newStack(assembly, 'arn:stack', 0);
  const customResources = new CustomResources(context, stack.id);
  const done = deploy({ template, stack, context, gateway, customResources });
  return { stack, customResources, done };
}
