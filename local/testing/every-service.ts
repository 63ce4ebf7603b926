import { newStack } from '../src/assembly/deployed-stack';
import { foundations } from '../src/foundations';
import type { Service } from '../src/kernel/service';
import { createServices } from '../src/local-services';
import { createCloudFormation } from '../src/services/cloudformation/cloudformation-service';

/** Every service without a stack, a database or a listening endpoint: enough to ask what it serves. */
export async function withEveryService<Answer>(
  ask: (services: readonly Service[]) => Answer | Promise<Answer>,
) {
  const { context } = foundations({ assemblyDir: '' });
  const services = createServices(context, { databaseUrl: 'postgres://127.0.0.1:1/nobody' });
  try {
    return await ask([...services, createCloudFormation([emptyStack()])]);
  } finally {
    for (const service of services.reverse()) await service.stop?.();
  }
}

function emptyStack() {
  const template = { Resources: {} };
  const assembly = { stackName: 'none', template, templateBody: '{}', asset: () => '' };
  return newStack(assembly, 'none', 0);
}
