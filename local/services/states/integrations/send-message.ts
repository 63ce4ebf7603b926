import type { Integration } from './integration';
import { optimisedCall, optimisedErrors } from './optimised-call';

/** `sqs:sendMessage`; a body that is not a text is sent as its JSON text. */
export function sendMessage(action: string): Integration {
  return optimisedCall('sqs', action, {
    service: 'sqs',
    errors: optimisedErrors('SQS', 'AmazonSQS'),
    texts: ['MessageBody'],
  });
}
