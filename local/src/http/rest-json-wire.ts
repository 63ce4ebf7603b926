import { AwsError } from '../kernel/aws-error';
import type { Route, Service } from '../kernel/service';
import { readJson, writeJson } from './json-document';
import { compilePath, type PathTemplate } from './path-template';
import type { Wire, WireRequest, WireResponse } from './wire';

/** REST JSON: method and path name the operation; labels, query, headers and body carry its members. */
export const restJsonWire: Wire = {
  decode(request, service) {
    const found = findRoute(request, service);
    if (!found)
      throw new AwsError(
        'UnknownOperationException',
        `The local cloud does not support ${service.name} at ${request.method} ${request.path}.`,
        501,
      );
    return {
      operation: found.route.operation,
      input: inputOf(request, service, found.route, found.labels),
      texts: textsOf(found.route, found.labels),
      encode: (output) => encode(found.route, (output ?? {}) as Record<string, unknown>),
    };
  },
  encodeError: (error) => ({
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: writeJson({ ...error.members, message: error.message }),
  }),
};

/** Whether one of the service's routes takes the request. */
export function hasRoute(request: WireRequest, service: Service): boolean {
  return findRoute(request, service) !== undefined;
}

const compiled = new WeakMap<Service, { route: Route; match: PathTemplate }[]>();

function findRoute(request: WireRequest, service: Service) {
  for (const { route, match } of routesOf(service)) {
    const labels = route.method === request.method ? match(request.path) : undefined;
    if (labels) return { route, labels };
  }
  return undefined;
}

function routesOf(service: Service) {
  const known = compiled.get(service);
  if (known) return known;
  const routes = service.protocol.kind === 'rest-json' ? service.protocol.routes : [];
  const entries = routes.map((route) => ({ route, match: compilePath(route.path) }));
  compiled.set(service, entries);
  return entries;
}

function inputOf(
  request: WireRequest,
  { protocol }: Service,
  route: Route,
  labels: Record<string, string>,
): object {
  const exact = protocol.kind === 'rest-json' && protocol.exactIntegers;
  const input = route.payload ? { [route.payload]: request.body } : readJson(request.body, exact);
  for (const [parameter, member] of Object.entries(route.query ?? {})) {
    const values = request.query.getAll(parameter);
    if (values.length > 0) input[member] = values.length === 1 ? values[0] : values;
  }
  for (const [header, member] of Object.entries(route.headers ?? {}))
    if (request.headers[header] !== undefined) input[member] = request.headers[header];
  return Object.assign(input, labels);
}

function textsOf(route: Route, labels: Record<string, string>): string[] {
  return [...Object.keys(labels), ...Object.values(route.query ?? {}), ...Object.values(route.headers ?? {})];
}

function encode(route: Route, output: Record<string, unknown>): WireResponse {
  const rest = { ...output };
  const take = (member: string) => {
    const value = rest[member];
    delete rest[member];
    return value;
  };
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const [member, header] of Object.entries(route.outputHeaders ?? {})) {
    const value = take(member) as string | number | undefined;
    if (value !== undefined) headers[header] = String(value);
  }
  const given = route.outputStatus ? take(route.outputStatus) : undefined;
  const status = typeof given === 'number' ? given : (route.status ?? 200);
  return { status, headers, body: bodyOf(route, rest, status) };
}

function bodyOf(route: Route, output: Record<string, unknown>, status: number): string | Uint8Array {
  if (status === 204) return '';
  if (!route.outputPayload) return writeJson(output);
  const payload = output[route.outputPayload];
  return payload instanceof Uint8Array || typeof payload === 'string' ? payload : '';
}
