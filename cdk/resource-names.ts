import type { IConstruct } from 'constructs';

/** Where a registration keeps its name for the constructs below it. */
const CONTEXT_KEY = 'user-registration:name';

/** What a name may be: the longest physical name that holds it is a function's, of at most 64 characters. */
export const NAME_PATTERN = /^[a-z](?:-?[a-z0-9]){0,19}$/;

/** Gives everything below this construct a name of its own; must be said before anything is below it. */
export function nameResourcesBelow(scope: IConstruct, name: string | undefined): void {
  scope.node.setContext(CONTEXT_KEY, name ?? '');
}

/** The physical name of a resource: the base as it is, or `<base>-<name>` below a registration that has a name. */
export function resourceName(scope: IConstruct, base = 'user-registration'): string {
  return named(base, nameAbove(scope));
}

/** The name of the workflow's log group: under this prefix log delivery needs no resource policy of its own, whose size is limited. */
export function executionLogName(scope: IConstruct): string {
  return `/aws/vendedlogs/states/${resourceName(scope)}`;
}

/** The namespace of the metrics that a registration counts itself. */
export function metricNamespace(scope: IConstruct): string {
  return resourceName(scope, 'UserRegistration');
}

/** The physical name of a function of the registration of this name: known without the function. */
export function functionName(id: string, name: string | undefined): string {
  return `${named('UserRegistration', name)}-${id}`;
}

/** The name of the registration that the construct belongs to. */
export function nameAbove(scope: IConstruct): string | undefined {
  return (scope.node.tryGetContext(CONTEXT_KEY) as string | undefined) || undefined;
}

function named(base: string, name: string | undefined): string {
  return name ? `${base}-${name}` : base;
}
