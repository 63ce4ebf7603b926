import { intrinsicCall } from './intrinsics';
import { substitutedNames } from './substitute';
import { TemplateError, type Template, type TemplateResource } from './template';

/** Each resource's logical id with those that must exist before it, in an order in which they can be made. */
export function deploymentOrder(
  template: Template,
  included: (logicalId: string) => boolean,
): Map<string, string[]> {
  const needs = new Map(
    Object.entries(template.Resources)
      .filter(([logicalId]) => included(logicalId))
      .map(([logicalId, resource]) => [logicalId, needsOf(logicalId, resource, template).filter(included)]),
  );
  const ordered = new Map<string, string[]>();
  for (const logicalId of needs.keys()) visit(logicalId, needs, ordered, []);
  return ordered;
}

function visit(
  id: string,
  needs: Map<string, string[]>,
  ordered: Map<string, string[]>,
  trail: string[],
): void {
  if (ordered.has(id)) return;
  if (trail.includes(id)) {
    const circle = [...trail.slice(trail.indexOf(id)), id].join(' → ');
    throw new TemplateError(`Circular dependency between resources: ${circle}`);
  }
  for (const need of needs.get(id) ?? []) visit(need, needs, ordered, [...trail, id]);
  ordered.set(id, needs.get(id) ?? []);
}

function needsOf(logicalId: string, resource: TemplateResource, template: Template): string[] {
  const explicit = [resource.DependsOn ?? []].flat();
  const missing = explicit.find((name) => !template.Resources[name]);
  if (missing !== undefined)
    throw new TemplateError(`${logicalId}: DependsOn names "${missing}", which the template does not have`);
  const names = new Set([...explicit, ...referredNames(resource.Properties)]);
  return [...names].filter((name) => template.Resources[name]);
}

/** The names that `Ref`, `Fn::GetAtt` and `Fn::Sub` in a value refer to. */
function referredNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referredNames);
  if (typeof value !== 'object' || value === null) return [];
  const call = intrinsicCall(value);
  return [
    ...(call ? directNames(call.name, call.argument) : []),
    ...Object.values(value).flatMap(referredNames),
  ];
}

function directNames(name: string, argument: unknown): string[] {
  const first: unknown = Array.isArray(argument) ? argument[0] : argument;
  if (typeof first !== 'string') return [];
  if (name === 'Ref') return [first];
  if (name === 'Fn::GetAtt') return [first.split('.')[0] as string];
  if (name !== 'Fn::Sub') return [];
  return substitutedNames(first, Array.isArray(argument) ? (argument[1] as object) : {});
}
