import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foundations } from '../../foundations';
import { createServices } from '../../local-services';
import { CLIENTS } from './clients';
import { sdkShapes } from './sdk-shapes';

/** `npx tsx local/src/http/shapes/write.ts`: writes the input shapes of every operation that is served beside this file. */
async function main(): Promise<void> {
  const { context } = foundations({ assemblyDir: '' });
  const services = createServices(context, { databaseUrl: 'postgres://127.0.0.1/none' });
  for (const { name, operations } of services) {
    const client = CLIENTS[name];
    if (client === undefined) continue;
    const shapes = sdkShapes((await import(client)) as object, Object.keys(operations));
    writeFileSync(join(__dirname, `${name}.json`), `${JSON.stringify(shapes, null, 2)}\n`);
  }
  for (const service of services) await service.stop?.();
}

void main();
