import type { Gateway } from '../kernel/gateway';
import type { ResourceType } from '../kernel/service';
import { isCustomResource } from './custom-resource';
import { INERT_RESOURCES } from './inert-resources';
import { intrinsicCall, namedCondition } from './intrinsics';
import { TemplateError, type TemplateResource } from './template';
import type { TemplateScope } from './template-scope';

/** Whether a resource belongs to the stack: it has no `Condition`, or one that holds. */
export function isIncluded(logicalId: string, scope: TemplateScope): boolean {
  const resource = scope.template.Resources[logicalId];
  return (
    resource !== undefined && (resource.Condition === undefined || namedCondition(resource.Condition, scope))
  );
}

/** The service's way to make a type of resource, if any service makes it. */
export function resourceType(type: string, gateway: Gateway): ResourceType | undefined {
  return gateway.all().find(({ resources }) => resources && Object.hasOwn(resources, type))?.resources?.[
    type
  ];
}

/** Throws one error that lists everything in the template that the local cloud would have to ignore. */
export function checkSupport(scope: TemplateScope, gateway: Gateway): void {
  const problems = [
    ...(scope.template.Transform === undefined ? [] : ['Transform: macros need AWS']),
    ...Object.entries(scope.template.Resources)
      .filter(([logicalId]) => isIncluded(logicalId, scope))
      .flatMap(([logicalId, resource]) => problemsOf(logicalId, resource, scope, gateway)),
  ];
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `\n  ${problem}`).join('');
  throw new TemplateError(
    `The local cloud does not support ${problems.length} thing${problems.length > 1 ? 's' : ''} in the template:${lines}`,
  );
}

function problemsOf(
  logicalId: string,
  resource: TemplateResource,
  scope: TemplateScope,
  gateway: Gateway,
): string[] {
  const { Type: type, Properties: properties = {} } = resource;
  if (isCustomResource(type) || Object.hasOwn(INERT_RESOURCES, type)) return [];
  const known = resourceType(type, gateway);
  if (!known) return [`${logicalId}: no service makes ${type}`];
  return Object.entries(properties)
    .filter(([name, value]) => !isTakenAway(value, scope) && !isKnown(name, known))
    .map(([name]) => `${logicalId}.${name}: this property of ${type} would have no effect`);
}

function isKnown(property: string, type: ResourceType): boolean {
  return type.properties.includes(property) || Object.hasOwn(type.inert ?? {}, property);
}

/** `AWS::NoValue`, also as the chosen side of `Fn::If`. */
function isTakenAway(value: unknown, scope: TemplateScope): boolean {
  const call = typeof value === 'object' && value !== null ? intrinsicCall(value) : undefined;
  if (call?.name === 'Ref') return call.argument === 'AWS::NoValue';
  if (call?.name !== 'Fn::If' || !Array.isArray(call.argument)) return false;
  const [condition, whenTrue, whenFalse] = call.argument as [string, unknown, unknown];
  return isTakenAway(namedCondition(condition, scope) ? whenTrue : whenFalse, scope);
}
