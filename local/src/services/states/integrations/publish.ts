import type { Integration } from './integration';
import { optimisedCall, optimisedErrors } from './optimised-call';

/** `sns:publish`; a message that is not a text is published as its JSON text. */
export function publish(action: string): Integration {
  return optimisedCall('sns', action, {
    service: 'sns',
    errors: optimisedErrors('SNS', 'AmazonSNS'),
    texts: ['Message'],
    contentType: 'text/xml',
  });
}
