import { foundations } from '../foundations';
import { createServices } from '../local-services';
import type { Service } from '../kernel/service';
import { newStack } from '../assembly/deployed-stack';
import { createCloudFormation } from '../services/cloudformation/cloudformation-service';

/** Every service without a stack, a database or a listening endpoint: enough to ask what it serves. */
export async function withServices<Answer>(ask: (services: Service[]) => Answer | Promise<Answer>) {
  const { context } = foundations({ assemblyDir: '' });
  const services = createServices(context, { databaseUrl: 'postgres://127.0.0.1:1/nobody' });
  try {
    return await ask([...services, createCloudFormation(emptyStack())]);
  } finally {
    for (const service of services.reverse()) await service.stop?.();
  }
}

function emptyStack() {
  const template = { Resources: {} };
  const assembly = { stackName: 'none', template, templateBody: '{}', asset: () => '' };
  return newStack(assembly, 'none', 0);
}
