import { unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import { checkArn, invalidParameter, notFound } from './sns-error';

export interface Topic {
  readonly arn: string;
  readonly displayName?: string;
}

interface CreateTopicInput {
  readonly Name?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly Tags?: unknown;
}

interface TopicInput {
  readonly TopicArn?: string;
}

/** The standard topics of the account. */
export class Topics {
  private readonly topics: StoredMap<Topic>;

  constructor(private readonly context: CloudContext) {
    this.topics = context.store.map('sns-topics');
  }

  /** Makes a topic, or answers with the one of that name. */
  create({ Name = '', Attributes = {}, Tags }: CreateTopicInput) {
    const { DisplayName, FifoTopic = 'false', ...others } = Attributes;
    checkName(Name, FifoTopic);
    for (const name of Object.keys(others)) throw unsupported(`the topic attribute ${name}`);
    if (Tags !== undefined) throw unsupported('tags of topics');
    const { region, accountId } = this.context;
    const arn = `arn:aws:sns:${region}:${accountId}:${Name}`;
    const standing = this.topics.get(arn);
    if (standing && DisplayName !== undefined && DisplayName !== standing.displayName)
      throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
    if (!standing) this.put({ arn, displayName: DisplayName });
    return { TopicArn: arn };
  }

  put(topic: Topic): void {
    this.topics.set(topic.arn, topic);
  }

  /** Deletes a topic; one that is not there is no error. (SNS API reference, DeleteTopic) */
  delete({ TopicArn }: TopicInput): string {
    checkArn('TopicArn', TopicArn);
    this.topics.delete(TopicArn);
    return TopicArn;
  }

  get(arn: string | undefined): Topic {
    checkArn('TopicArn', arn);
    const topic = this.topics.get(arn);
    if (!topic) throw notFound('Topic');
    return topic;
  }
}

/** A standard topic may say that it is not FIFO; whoever wants FIFO must give the name its ending. */
function checkName(name: string, fifoTopic: string): void {
  const fifo = fifoTopic.toLowerCase() === 'true';
  if (fifo && /^[\w-]{1,251}\.fifo$/.test(name)) throw unsupported(`FIFO topics ("${name}")`);
  if (fifo || !/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
}
