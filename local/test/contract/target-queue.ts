import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { unique, type ContractCloud } from './contract-cloud';

/** A queue that this service (`events.amazonaws.com`) may send to; it goes when the tests are over. */
export async function targetQueue(cloud: ContractCloud, sqs: SQSClient, service: string) {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: unique('target') }));
  cloud.afterwards(() => sqs.send(new DeleteQueueCommand({ QueueUrl })));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const arn = (await sqs.send(asked)).Attributes?.QueueArn ?? '';
  const allowed = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sqs:SendMessage',
    Resource: arn,
  };
  const Policy = JSON.stringify({ Statement: [allowed] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  return { url: QueueUrl, arn };
}
