import type { Service } from '../kernel/service';
import { compilePath } from './path-template';
import bindings from './rest-bindings.json';
import type { WireRequest } from './wire';

/** The name of the operation that a request to a REST service is for, as its API binds it; else its method and path. */
export function refusedOperation(request: WireRequest, { name }: Service): string {
  const known = (bindings as Readonly<Record<string, Readonly<Record<string, string>>>>)[name] ?? {};
  const fitting = Object.entries(known).filter(([, binding]) => fits(binding, request));
  const [operation] = fitting.sort(([, left], [, right]) => rank(left) - rank(right))[0] ?? [];
  return operation ? `${name}:${operation}` : `${name} at ${request.method} ${request.path}`;
}

function fits(binding: string, { method, path, query }: WireRequest): boolean {
  const [verb, template = '', wanted = ''] = binding.split(/[ ?]/);
  const asked = [...new URLSearchParams(wanted)].every(([key, value]) => query.get(key) === value);
  return verb === method && asked && compilePath(template)(path) !== undefined;
}

/** A path of fixed words is meant before one of labels, and one with a query before the same without. */
function rank(binding: string): number {
  return binding.split('{').length * 2 - (binding.includes('?') ? 1 : 0);
}
