import { AwsError } from '../kernel/aws-error';
import type { Gateway } from '../kernel/gateway';
import type { Service } from '../kernel/service';
import { cborRefusal } from './cbor-refusal';
import { jsonWire } from './json-wire';
import { formOf, queryWire } from './query-wire';
import { hasRoute, restJsonWire } from './rest-json-wire';
import { restXmlRefusal } from './rest-xml-refusal';
import { sqsQueryWire } from './sqs-query-wire';
import type { Wire, WireRequest } from './wire';

/**
 * Finds the service that a request is for: by the service name in its SigV4 credential scope, else (Cognito's public
 * operations are not signed) by `X-Amz-Target`, the form's `Version`, or a REST path.
 */
export function serviceOf(request: WireRequest, gateway: Gateway): Service {
  const signed = signingName(request);
  const service = signed
    ? gateway.service(signed)
    : gateway.all().find((candidate) => suits(request, candidate));
  if (service) return service;
  const served = gateway.all().map(({ name }) => name);
  throw new AwsError(
    'UnknownService',
    `The local cloud does not serve ${signed ? `"${signed}"` : `${request.method} ${request.path} without a signature`}; it serves ${served.join(', ')}.`,
    501,
  );
}

/** The protocol that a service, or an old client of SQS, speaks. */
export function wireOf(service: Service, request: WireRequest): Wire {
  if (service.name === 'sqs' && isForm(request)) return sqsQueryWire;
  return WIRES[service.protocol.kind];
}

/** The protocol that a request to an unknown service seems to speak, so that its client understands the refusal. */
export function guessWire(request: WireRequest): Wire {
  if (request.headers['smithy-protocol'] === 'rpc-v2-cbor') return cborRefusal;
  if (request.headers['x-amz-target']) return jsonWire;
  if (REST_XML_SERVICES.has(signingName(request) ?? '')) return restXmlRefusal;
  return isForm(request) ? queryWire : restJsonWire;
}

const WIRES: Readonly<Record<Service['protocol']['kind'], Wire>> = {
  json: jsonWire,
  query: queryWire,
  'rest-json': restJsonWire,
};

const SQS_VERSION = '2012-11-05';
const REST_XML_SERVICES: ReadonlySet<string> = new Set(['s3', 'cloudfront', 'route53']);

/** `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/sqs/aws4_request, …`; SigV4A's scope has no region. */
function signingName(request: WireRequest): string | undefined {
  const header = request.headers.authorization;
  const credential = header
    ? /Credential=([^,\s]+)/.exec(header)?.[1]
    : (request.query.get('X-Amz-Credential') ?? undefined);
  const scope = credential?.split('/');
  return scope?.at(-1) === 'aws4_request' ? scope.at(-2) : undefined;
}

function suits(request: WireRequest, service: Service): boolean {
  const { protocol } = service;
  if (service.name === 'sqs' && isForm(request)) return formOf(request).get('Version') === SQS_VERSION;
  if (protocol.kind === 'json')
    return String(request.headers['x-amz-target']).startsWith(`${protocol.targetPrefix}.`);
  if (protocol.kind === 'query')
    return isForm(request) && formOf(request).get('Version') === protocol.version;
  return hasRoute(request, service);
}

function isForm(request: WireRequest): boolean {
  return (
    String(request.headers['content-type']).startsWith('application/x-www-form-urlencoded') ||
    request.query.has('Action')
  );
}
