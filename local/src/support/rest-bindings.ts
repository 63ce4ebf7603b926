import type { Service } from '../kernel/service';
import { clientOperations } from './client-operations';

type RestBindings = Record<string, Record<string, string>>;

/** `METHOD /path` of every operation, by its name, of the REST services, so that one that is not served is refused by name. */
export async function restBindings(services: readonly Service[]): Promise<RestBindings> {
  const bindings: RestBindings = {};
  for (const { name, protocol } of services) {
    if (protocol.kind !== 'rest-json') continue;
    const operations = await clientOperations(name);
    bindings[name] = Object.fromEntries(operations.map((each) => [each.name, (each.http ?? []).join(' ')]));
  }
  return bindings;
}
