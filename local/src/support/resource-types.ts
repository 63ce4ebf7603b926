import { INERT_RESOURCES } from '../assembly/inert-resources';
import type { ResourceType, Service } from '../kernel/service';
import { table } from './table';

/** CloudFormation types: what is acted on, what is accepted without effect and why. */
export function resourceTypes(services: readonly Service[]): string {
  const made = services.flatMap(({ resources }) => Object.entries(resources ?? {}));
  const rows = made.sort(([left], [right]) => left.localeCompare(right)).map(rowOf);
  const inert = Object.entries(INERT_RESOURCES).map(([type, { reason }]) => [code(type), reason]);
  return [
    'A property that is in neither column stops the start, by name; so does a type that is not here.',
    table(['type', 'properties acted on', 'accepted without effect'], rows),
    'Types that are accepted and do nothing:',
    table(
      ['type', 'because'],
      [...inert, ['`Custom::*`', 'run: their function is invoked as CloudFormation does']],
    ),
  ].join('\n\n');
}

function rowOf([type, { properties, inert = {} }]: [string, ResourceType]): string[] {
  const byReason = new Map<string, string[]>();
  for (const [property, reason] of Object.entries(inert))
    byReason.set(reason, [...(byReason.get(reason) ?? []), code(property)]);
  const reasons = [...byReason].map(([reason, names]) => `${names.join(', ')}: ${reason}`);
  return [code(type), [...properties].sort().map(code).join(', '), reasons.join('; ')];
}

function code(text: string): string {
  return `\`${text}\``;
}
