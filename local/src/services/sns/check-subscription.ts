import { unsupported } from '../../kernel/aws-error';
import { invalidParameter } from './sns-error';

const PROTOCOLS = ['sqs', 'lambda', 'email', 'email-json'];
const ELSEWHERE = ['http', 'https', 'sms', 'application', 'firehose'];

/** Throws for a protocol or endpoint that is refused. */
export function checkProtocol(protocol: string, endpoint: string): void {
  if (ELSEWHERE.includes(protocol)) throw unsupported(`SNS subscriptions of the protocol "${protocol}"`);
  if (!PROTOCOLS.includes(protocol))
    throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  if (protocol === 'sqs' && !/^arn:[^:]+:sqs:/.test(endpoint)) throw invalidParameter('SQS endpoint ARN');
  if (protocol === 'lambda' && !/^arn:[^:]+:lambda:/.test(endpoint))
    throw invalidParameter('Lambda endpoint ARN');
}
