import { AwsError, unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { page } from '../../kernel/page';
import type { StoredMap } from '../../kernel/store';
import { checkArn, invalidParameter, invalidToken, notFound } from './sns-error';

/** SNS lists by hundreds. (SNS API reference, ListTopics) */
export const PAGE_SIZE = 100;

export interface Topic {
  readonly arn: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

interface CreateTopicInput {
  readonly Name?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

interface TopicInput {
  readonly TopicArn?: string;
}

const SETTABLE = new Set([
  ...['DisplayName', 'Policy', 'DeliveryPolicy', 'KmsMasterKeyId', 'SignatureVersion', 'TracingConfig'],
  'MaximumMessageSize',
]);

/** The standard topics of the account. */
export class Topics {
  private readonly topics: StoredMap<Topic>;

  constructor(private readonly context: CloudContext) {
    this.topics = context.store.map('sns-topics');
  }

  /** Makes a topic, or answers with the one of that name. */
  create({ Name = '', Attributes = {}, Tags = [] }: CreateTopicInput) {
    checkName(Name, Attributes);
    const { region, accountId } = this.context;
    const arn = `arn:aws:sns:${region}:${accountId}:${Name}`;
    const attributes = Object.fromEntries(
      Object.entries(Attributes).filter(([name]) => name !== 'FifoTopic'),
    );
    const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
    const standing = this.topics.get(arn);
    for (const [name, value] of Object.entries(attributes)) {
      checkServed(name);
      if (!SETTABLE.has(name)) throw invalidParameter(`Attributes Reason: Unknown attribute ${name}`);
      if (standing && standing.attributes[name] !== value)
        throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
    }
    if (standing && Tags.length > 0 && !sameTags(standing.tags, tags))
      throw invalidParameter('Tags Reason: Topic already exists with different tags');
    if (!standing) this.topics.set(arn, { arn, name: Name, attributes, tags });
    return { TopicArn: arn };
  }

  setAttribute({
    TopicArn,
    ...input
  }: TopicInput & { AttributeName?: string; AttributeValue?: string }): void {
    const topic = this.get(TopicArn);
    const { AttributeName = '', AttributeValue = '' } = input;
    checkServed(AttributeName);
    if (!SETTABLE.has(AttributeName)) throw invalidParameter('AttributeName');
    const attributes = { ...topic.attributes, [AttributeName]: AttributeValue };
    this.topics.set(topic.arn, { ...topic, attributes });
  }

  /** Deletes a topic; one that is not there is no error. (SNS API reference, DeleteTopic) */
  delete({ TopicArn }: TopicInput): void {
    checkArn('TopicArn', TopicArn);
    this.topics.delete(TopicArn);
  }

  list({ NextToken: token }: { readonly NextToken?: string }) {
    const { items, NextToken } = page([...this.topics.values()], PAGE_SIZE, token, invalidToken);
    return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken };
  }

  tags({ ResourceArn }: { readonly ResourceArn?: string }) {
    const tags = this.topics.get(ResourceArn ?? '')?.tags;
    if (!tags) throw new AwsError('ResourceNotFound', 'Resource does not exist', 404);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  }

  get(arn: string | undefined): Topic {
    checkArn('TopicArn', arn);
    const topic = this.topics.get(arn);
    if (!topic) throw notFound('Topic');
    return topic;
  }
}

/** Refuses by name the attributes of AWS that do nothing here. (SNS API reference, SetTopicAttributes) */
function checkServed(name: string): void {
  const deliveryStatus =
    /^(HTTP|Firehose|Lambda|Application|SQS)(Success|Failure)Feedback(RoleArn|SampleRate)$/;
  if (deliveryStatus.test(name) || ['DataProtectionPolicy', 'ArchivePolicy'].includes(name))
    throw unsupported(`the topic attribute ${name}`);
  if (['ContentBasedDeduplication', 'FifoThroughputScope'].includes(name))
    throw unsupported(`the topic attribute ${name} (FIFO topics)`);
}

/** A standard topic may say that it is not FIFO; whoever wants FIFO must give the name its ending. */
function checkName(name: string, { FifoTopic = 'false' }: NonNullable<CreateTopicInput['Attributes']>): void {
  const fifo = FifoTopic.toLowerCase() === 'true';
  if (fifo && /^[\w-]{1,251}\.fifo$/.test(name)) throw unsupported(`FIFO topics ("${name}")`);
  if (fifo || !/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
}

function sameTags(one: Topic['tags'], other: Topic['tags']): boolean {
  const sorted = (tags: Topic['tags']) => JSON.stringify(Object.entries(tags).sort());
  return sorted(one) === sorted(other);
}
