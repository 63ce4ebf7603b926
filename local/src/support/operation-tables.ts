import type { Service } from '../kernel/service';
import { clientOperations } from './client-operations';
import { table } from './table';

/** A table a service: every operation of its API, ✔ or ✘. */
export async function operationTables(services: readonly Service[]): Promise<string> {
  const tables: string[] = [];
  for (const service of [...services].sort((left, right) => left.name.localeCompare(right.name)))
    tables.push(await operationTable(service));
  return tables.join('\n\n');
}

async function operationTable({ name, operations, protocol }: Service): Promise<string> {
  const every = (await clientOperations(name)).map((operation) => operation.name);
  const [yes, no] = [true, false].map((served) =>
    every.filter((operation) => Object.hasOwn(operations, operation) === served),
  ) as [string[], string[]];
  const rows = [...yes.map((operation) => [operation, '✔']), ...no.map((operation) => [operation, '✘'])];
  return `### ${name} (${protocol.kind}): ${yes.length} of ${every.length}\n\n${table(['operation', ''], rows)}`;
}
