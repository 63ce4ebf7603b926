import { unsupported } from '../kernel/aws-error';
import type { Wire } from './wire';

/**
 * Smithy RPC v2 CBOR is spoken by clients of services that are not served here (CloudWatch metrics); no client of a served
 * service uses it. It is known just enough to refuse in a way that such a client can read.
 */
export const cborRefusal: Wire = {
  decode(_request, service) {
    throw unsupported(`the protocol rpc-v2-cbor for ${service.name}`);
  },
  encodeError: (error) => ({
    status: error.status,
    headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
    body: map([
      ['__type', error.code],
      ['message', error.message],
    ]),
  }),
};

/** A CBOR map of texts: RFC 8949, major types 5 (map) and 3 (text). */
function map(entries: [string, string][]): Uint8Array {
  return Buffer.concat([Buffer.from([0xa0 + entries.length]), ...entries.flat().map(text)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  const head = Buffer.alloc(3);
  head.writeUInt8(0x79, 0);
  head.writeUInt16BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
