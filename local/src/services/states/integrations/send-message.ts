import type { Integration } from './integration';
import { optimisedCall, optimisedErrors } from './optimised-call';

/** Recorded on AWS: the integration knows these by the codes of the query protocol. */
const QUERY_CODES = {
  MissingRequiredParameterException: 'MissingParameter',
  InvalidParameterValueException: 'InvalidParameterValue',
};

/** `sqs:sendMessage`; a body that is not a text is sent as its JSON text. */
export function sendMessage(action: string): Integration {
  return optimisedCall('sqs', action, {
    service: 'sqs',
    errors: { ...optimisedErrors('SQS', 'AmazonSQS'), older: QUERY_CODES },
    texts: ['MessageBody'],
  });
}
