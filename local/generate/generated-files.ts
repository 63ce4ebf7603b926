import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceShapes } from '../src/http/input-shapes';
import type { Service } from '../src/kernel/service';
import { withEveryService } from '../testing/every-service';
import { CLIENTS } from './clients';
import { sdkShapes } from './sdk-shapes';
import { withServedLists } from './served-lists';

const PAGE = 'docs/services.md';

/** What is written from the code, as it has to be now: texts by path, from the package's root. */
export function generatedFiles(root: string): Promise<Record<string, string>> {
  return withEveryService(async (services) => ({
    [PAGE]: withServedLists(readFileSync(join(root, PAGE), 'utf8'), services),
    ...(await inputShapes(services)),
  }));
}

/** The input shapes of every operation that is served, from the schemas of AWS's own clients. */
async function inputShapes(services: readonly Service[]): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { name, operations } of services) {
    const client = CLIENTS[name];
    if (client === undefined) continue;
    const shapes = sdkShapes((await import(client)) as object, Object.keys(operations));
    files[`src/http/shapes/${name}.json`] = shapesText(shapes);
  }
  return files;
}

/** A line for each operation and structure. */
function shapesText({ operations, structures }: ServiceShapes): string {
  return `{"operations": {\n${lines(operations)}\n},\n"structures": {\n${lines(structures)}\n}}\n`;
}

function lines(entries: object): string {
  return Object.entries(entries)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
}
