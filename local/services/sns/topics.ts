import { unsupported } from '../../cloud/aws-error';
import type { CloudContext } from '../../cloud/cloud-context';
import type { StoredMap } from '../../cloud/store';
import { checkArn, invalidParameter, notFound } from './sns-error';

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
    if (Name.endsWith('.fifo') || Attributes.FifoTopic === 'true')
      throw unsupported(`FIFO topics ("${Name}")`);
    if (!/^[\w-]{1,256}$/.test(Name)) throw invalidParameter('Topic Name');
    const { region, accountId } = this.context;
    const arn = `arn:aws:sns:${region}:${accountId}:${Name}`;
    const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
    const standing = this.topics.get(arn);
    for (const [name, value] of Object.entries(Attributes)) {
      if (!SETTABLE.has(name)) throw invalidParameter(`Attributes Reason: Unknown attribute ${name}`);
      if (standing && standing.attributes[name] !== value)
        throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
    }
    if (!standing) this.topics.set(arn, { arn, name: Name, attributes: Attributes, tags });
    return { TopicArn: arn };
  }

  setAttribute({
    TopicArn,
    ...input
  }: TopicInput & { AttributeName?: string; AttributeValue?: string }): void {
    const topic = this.get(TopicArn);
    const { AttributeName = '', AttributeValue = '' } = input;
    if (!SETTABLE.has(AttributeName)) throw invalidParameter('AttributeName');
    const attributes = { ...topic.attributes, [AttributeName]: AttributeValue };
    this.topics.set(topic.arn, { ...topic, attributes });
  }

  /** Deletes a topic; one that is not there is no error. (SNS API reference, DeleteTopic) */
  delete({ TopicArn }: TopicInput): void {
    checkArn('TopicArn', TopicArn);
    this.topics.delete(TopicArn);
  }

  list() {
    return { Topics: [...this.topics.values()].map(({ arn }) => ({ TopicArn: arn })) };
  }

  tags({ ResourceArn }: { readonly ResourceArn?: string }) {
    const { tags } = this.get(ResourceArn);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  }

  get(arn: string | undefined): Topic {
    checkArn('TopicArn', arn);
    const topic = this.topics.get(arn);
    if (!topic) throw notFound('Topic');
    return topic;
  }
}
