import { AwsError } from '../cloud/aws-error';
import type { Service } from '../cloud/service';
import { readForm } from './query-form';
import type { Wire, WireRequest } from './wire';
import { element } from './xml';

/** The query protocol: a form with `Action` and `Version` in, XML out. */
export const queryWire: Wire = {
  decode(request, service) {
    const { Action: action, ...input } = readForm(formOf(request));
    delete input.Version;
    if (typeof action !== 'string' || action === '')
      throw new AwsError('MissingAction', `A request to ${service.name} needs the parameter Action.`);
    return {
      operation: action,
      input,
      encode: (output, requestId) => encode(action, output, requestId, service),
    };
  },
  encodeError: (error, requestId, service) => ({
    status: error.status,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse${namespaceOf(service)}>${element('Error', {
      Type: error.status >= 500 ? 'Receiver' : 'Sender',
      Code: error.code,
      Message: error.message,
    })}${element('RequestId', requestId)}</ErrorResponse>`,
  }),
};

/** The parameters of a query-protocol request, from its body or, for a GET, from its query string. */
export function formOf(request: WireRequest): URLSearchParams {
  return request.body.length > 0 ? new URLSearchParams(request.body.toString('utf8')) : request.query;
}

function encode(action: string, output: unknown, requestId: string, service: Service) {
  const maps = new Set(service.protocol.kind === 'query' ? service.protocol.maps : []);
  const result = element(`${action}Result`, output ?? {}, maps);
  const metadata = element('ResponseMetadata', { RequestId: requestId });
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<${action}Response${namespaceOf(service)}>${result}${metadata}</${action}Response>`,
  };
}

function namespaceOf(service: Service | undefined): string {
  return service?.protocol.kind === 'query' ? ` xmlns="${service.protocol.xmlNamespace}"` : '';
}
