import { foundations } from '../../src/foundations';
import { createServices } from '../../src/local-services';
import { shapesOf } from '../../src/http/input-shapes';
import { CLIENTS } from '../../src/http/shapes/clients';
import { sdkShapes } from '../../src/http/shapes/sdk-shapes';

const { context } = foundations({ assemblyDir: '' });
const services = createServices(context, { databaseUrl: 'postgres://127.0.0.1/none' });
afterAll(async () => {
  for (const service of services) await service.stop?.();
});

describe('the written input shapes', () => {
  it.each(services.filter(({ name }) => CLIENTS[name]).map(({ name, operations }) => [name, operations]))(
    'of %s are those of the SDK (npx tsx local/src/http/shapes/write.ts writes them)',
    async (name, operations) => {
      const client = (await import(CLIENTS[name] as string)) as object;
      expect(shapesOf(name)).toEqual(sdkShapes(client, Object.keys(operations)));
    },
  );
});
