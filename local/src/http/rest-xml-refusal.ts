import { unsupported } from '../kernel/aws-error';
import type { Wire } from './wire';
import { element } from './xml';

/** REST XML is spoken by S3 and others that are not served here: known just enough to refuse so that a client can read it. */
export const restXmlRefusal: Wire = {
  decode(_request, service) {
    throw unsupported(`the protocol REST XML for ${service.name}`);
  },
  encodeError: (error, requestId) => ({
    status: error.status,
    headers: { 'content-type': 'application/xml' },
    body: element('Error', { Code: error.code, Message: error.message, RequestId: requestId }),
  }),
};
