import { AwsError } from '../kernel/aws-error';
import type { Protocol, Service } from '../kernel/service';
import { readJson, writeJson } from './json-document';
import type { Wire, WireRequest } from './wire';

/** AWS JSON 1.0 and 1.1: `X-Amz-Target: Prefix.Operation`, a JSON document each way. */
export const jsonWire: Wire = {
  decode(request, service) {
    return {
      operation: operationOf(request, service),
      input: readJson(request.body),
      texts: false,
      encode: (output) => ({
        status: 200,
        headers: { 'content-type': contentType(service) },
        body: writeJson(output),
      }),
    };
  },
  encodeError: (error, _requestId, service) => ({
    status: error.status,
    headers: {
      'content-type': contentType(service),
      'x-amzn-errortype': shapeOf(error, service),
      ...queryError(error, service?.protocol),
    },
    body: writeJson({ ...error.members, __type: shapeOf(error, service), message: error.message }),
  }),
};

function operationOf(request: WireRequest, service: Service): string {
  const target = request.headers['x-amz-target'];
  if (typeof target !== 'string' || !target.includes('.'))
    throw new AwsError(
      'UnknownOperationException',
      `A request to ${service.name} needs the header X-Amz-Target: ${prefixOf(service)}.<Operation>.`,
    );
  return target.slice(target.lastIndexOf('.') + 1);
}

function prefixOf(service: Service): string {
  return service.protocol.kind === 'json' ? service.protocol.targetPrefix : service.name;
}

function contentType(service: Service | undefined): string {
  const version = service?.protocol.kind === 'json' ? service.protocol.version : '1.0';
  return `application/x-amz-json-${version}`;
}

/** SQS names its errors in full. (SQS developer guide, "AWS JSON protocol") */
function shapeOf({ code }: AwsError, service: Service | undefined): string {
  const full = service?.protocol.kind === 'json' && service.protocol.queryErrorCodes;
  return full ? `com.amazonaws.${service.name}#${code}` : code;
}

/** Smithy's `awsQueryCompatible`: clients of a service that once spoke the query protocol read the old code here. */
function queryError(error: AwsError, protocol: Protocol | undefined): Record<string, string> {
  if (protocol?.kind !== 'json' || !protocol.queryErrorCodes) return {};
  const fault = error.status >= 500 ? 'Receiver' : 'Sender';
  return { 'x-amzn-query-error': `${protocol.queryErrorCodes[error.code] ?? error.code};${fault}` };
}
