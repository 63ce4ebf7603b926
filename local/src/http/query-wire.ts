import { AwsError } from '../kernel/aws-error';
import type { Service } from '../kernel/service';
import { readForm } from './query-form';
import type { Wire, WireRequest, WireResponse } from './wire';
import { element } from './xml';

/** The query protocol: a form with `Action` and `Version` in, XML out. */
export const queryWire: Wire = {
  decode(request, service) {
    const { Action: action, ...input } = readForm(formOf(request));
    delete input.Version;
    if (typeof action !== 'string' || action === '')
      throw new AwsError('MissingAction', `A request to ${service.name} needs the parameter Action.`);
    const encode = (output: unknown, requestId: string) =>
      queryResponse(action, membersOf(output, service), requestId, namespaceOf(service));
    return { operation: action, input, texts: true, encode };
  },
  encodeError: (error, requestId, service) => queryError(error, requestId, namespaceOf(service)),
};

/** The parameters of a query-protocol request, from its body or, for a GET, from its query string. */
export function formOf(request: WireRequest): URLSearchParams {
  return request.body.length > 0 ? new URLSearchParams(request.body.toString('utf8')) : request.query;
}

/** The document that answers a request, around the result's members. */
export function queryResponse(
  action: string,
  members: string,
  requestId: string,
  namespace: string,
): WireResponse {
  const metadata = element('ResponseMetadata', { RequestId: requestId });
  const result = `<${action}Result>${members}</${action}Result>`;
  const body = `<${action}Response xmlns="${namespace}">${result}${metadata}</${action}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}

/** The document that refuses a request. */
export function queryError(
  { code, message, status }: Pick<AwsError, 'code' | 'message' | 'status'>,
  requestId: string,
  namespace: string,
): WireResponse {
  const type = status >= 500 ? 'Receiver' : 'Sender';
  const error = element('Error', { Type: type, Code: code, Message: message });
  const body = `<ErrorResponse xmlns="${namespace}">${error}${element('RequestId', requestId)}</ErrorResponse>`;
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

function membersOf(output: unknown, { protocol }: Service): string {
  const maps = new Set(protocol.kind === 'query' ? protocol.maps : []);
  return Object.entries(output ?? {})
    .map(([name, member]) => element(name, member, maps))
    .join('');
}

function namespaceOf(service: Service | undefined): string {
  return service?.protocol.kind === 'query' ? service.protocol.xmlNamespace : '';
}
