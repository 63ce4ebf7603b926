import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { LocalCloud } from 'local-cloud';
import type { Call } from 'local-cloud/kernel/service';
import type { LogEvent } from '../../cli/timeline/execution-log';
import { PERSONAL_DATA } from './invariants';
import type {
  ConfirmedUser,
  ExecutionEnd,
  FailureRecord,
  Observation,
  PersistedEnvelope,
  PersistedEvent,
  Row,
} from './observation';

type Document = Record<string, unknown>;
/** The watcher's own calls; no fault may hit them. */
const CALLER = 'watch';
/** Log records of the workflow that are read: where it begins and ends, and which attempts failed. */
const SEEN = /^\{"id":"\d+","type":"(Execution\w+|\w+(Failed|TimedOut))"/;
const ENDS: Record<string, string> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
};
const PROBE = 'consumer-of-user-persisted';

/** Looks at a cloud from outside: a consumer of its events, a reader of its tables, queues, logs and alerts. */
export class CloudWatch {
  readonly executions: ExecutionEnd[] = [];
  private readonly running = new Map<string, { input: string; taskErrors: string[] }>();
  private readonly texts: { where: string; text: string }[] = [];
  private readonly notPublished: string[] = [];
  readonly alerts: string[] = [];
  succeeded = 0;
  private lastSeen = 0;
  private formerRows: Row[] = [];
  private readonly events: PersistedEvent[] = [];
  private stop: () => void = () => undefined;

  constructor(private watched: LocalCloud) {}

  get cloud(): LocalCloud {
    return this.watched;
  }

  /** Begins to watch; what is in the database now is what was there before. */
  async start(): Promise<void> {
    const { EventBusName } = this.cloud.outputs;
    const rule = { Name: PROBE, EventBusName };
    await this.call('sqs', 'CreateQueue', { QueueName: PROBE });
    await this.call('events', 'PutRule', { ...rule, EventPattern: '{"detail-type":["user.persisted"]}' });
    const Arn = `arn:aws:sqs:us-east-1:000000000000:${PROBE}`;
    await this.call('events', 'PutTargets', { Rule: PROBE, EventBusName, Targets: [{ Id: PROBE, Arn }] });
    this.formerRows = await this.rows();
    this.look();
  }

  /** Goes on with the same cloud after a restart. */
  follow(cloud: LocalCloud): void {
    this.watched = cloud;
    this.look();
  }

  private look(): void {
    this.stop = this.cloud.gateway.watch((call, input) => this.see(call, input as Document));
  }

  end(): void {
    this.stop();
  }

  /** Messages in the registration queue, visible or not. */
  async inQueue(): Promise<number> {
    return this.messagesIn(this.cloud.outputs.RegistrationQueueUrl, ['', 'NotVisible', 'Delayed']);
  }

  /** Messages in the registration queue that can be received now. */
  async ready(): Promise<number> {
    return this.messagesIn(this.cloud.outputs.RegistrationQueueUrl, ['']);
  }

  /** Whether the rule has brought everything to the queue: nothing new has come for an hour of cloud time. */
  isCalm(): boolean {
    return this.cloud.clock.now() - this.lastSeen > 3_600_000;
  }

  /** Moves what is in the dead-letter queue back to the registration queue; answers whether there was anything. */
  async redrive(): Promise<boolean> {
    const QueueUrl = this.cloud.outputs.DeadLetterQueueUrl;
    const bodies = await this.drain(QueueUrl);
    const { RegistrationQueueUrl } = this.cloud.outputs;
    for (const MessageBody of bodies)
      await this.call('sqs', 'SendMessage', { QueueUrl: RegistrationQueueUrl, MessageBody });
    return bodies.length > 0;
  }

  /** Everything that came of these users. Takes the messages out of the queues unless they are to stay there. */
  async observe(users: readonly ConfirmedUser[], { keep = false } = {}): Promise<Observation> {
    const { RegistrationQueueUrl, DeadLetterQueueUrl, RuleDeadLetterQueueUrl } = this.cloud.outputs;
    const waitingIn = async (queue: Observation['waiting'][number]['queue'], url?: string) =>
      (await this.drain(url, keep)).map((body) => ({ queue, body }));
    this.events.push(...(await this.drain(`${this.cloud.endpoint}/000000000000/${PROBE}`)).map(toEvent));
    return {
      users,
      formerRows: this.formerRows,
      rows: await this.rows(),
      events: this.events,
      records: await this.records(),
      executions: this.executions,
      waiting: [
        ...(await waitingIn('main', RegistrationQueueUrl)),
        ...(await waitingIn('dead-letter', DeadLetterQueueUrl)),
        ...(await waitingIn('rule dead-letter', RuleDeadLetterQueueUrl)),
      ],
      notPublished: this.notPublished,
      texts: this.texts,
    };
  }

  async call<Output = Document>(service: string, operation: string, input: object): Promise<Output> {
    return this.cloud.context.call<Output>(service, operation, input, { caller: CALLER });
  }

  private see({ service, operation, caller }: Call, input: Document): void {
    if (caller === CALLER) return;
    if (service === 'sns' && operation === 'Publish') this.seeAlert(input);
    if (operation === 'PutLogEvents') this.seeLog(input);
  }

  private seeExecution(record: LogEvent): void {
    const { type, execution_arn: arn, details } = record;
    if (type === 'ExecutionStarted')
      return void this.running.set(arn, { input: details.input ?? '', taskErrors: [] });
    const known = this.running.get(arn) ?? { input: '', taskErrors: [] };
    if (!type.startsWith('Execution')) return void known.taskErrors.push(details.error ?? '');
    const { error, cause, output } = details;
    const said = output ? (JSON.parse(output) as { outcome?: string; error?: string }) : {};
    const status = ENDS[type] ?? type;
    this.running.delete(arn);
    this.lastSeen = this.cloud.clock.now();
    if (status === 'SUCCEEDED') this.succeeded++;
    const { outcome, error: reason = error } = said;
    this.executions.push({ arn, ...known, status, outcome, error: reason, cause });
    this.keepIfPersonal(`end of ${arn}`, `${error} ${cause} ${output}`);
  }

  private seeAlert({ Subject, Message }: Document): void {
    this.alerts.push(String(Message));
    this.keepIfPersonal('alert', `${String(Subject)}\n${String(Message)}`);
  }

  private seeLog({ logGroupName, logEvents }: Document): void {
    const ofFunction = String(logGroupName).startsWith('/aws/lambda/');
    for (const { message } of logEvents as { message: string }[]) {
      if (ofFunction) this.seeLine(message);
      else if (SEEN.test(message)) this.seeExecution(JSON.parse(message) as LogEvent);
    }
  }

  private seeLine(message: string): void {
    if (!/"level":"(DEBUG|TRACE)"/.test(message)) this.keepIfPersonal('log of a function', message);
    const lost = /NOT published.*"cognito_id":"([^"]+)"|"cognito_id":"([^"]+)".*NOT published/.exec(message);
    if (lost) this.notPublished.push(lost[1] ?? lost[2] ?? '');
  }

  /** Ten thousand registrations write hundreds of megabytes of logs: only what an invariant could object to is kept. */
  private keepIfPersonal(where: string, text: string): void {
    if (PERSONAL_DATA.test(text)) this.texts.push({ where, text });
  }

  private async rows(): Promise<Row[]> {
    const {
      DatabaseClusterArn: resourceArn,
      DatabaseSecretArn: secretArn,
      DatabaseName: database,
    } = this.cloud.outputs;
    const rows: Row[] = [];
    for (let after = ''; ; after = rows.at(-1)?.id ?? '') {
      const { formattedRecords = '[]' } = await this.call<{ formattedRecords?: string }>(
        'rds-data',
        'ExecuteStatement',
        {
          ...{ resourceArn, secretArn, database, formatRecordsAs: 'JSON' },
          sql: 'SELECT * FROM users WHERE id > :after ORDER BY id LIMIT 1000',
          parameters: [{ name: 'after', value: { stringValue: after } }],
        },
      );
      const page = JSON.parse(formattedRecords) as Row[];
      if (page.length === 0) return rows;
      rows.push(...page);
    }
  }

  private async records(): Promise<FailureRecord[]> {
    const records: FailureRecord[] = [];
    for (let ExclusiveStartKey: unknown; ;) {
      const withStatus = {
        FilterExpression: 'attribute_exists(#status)',
        ExpressionAttributeNames: { '#status': 'status' },
      };
      const input = { TableName: this.cloud.outputs.FailureTableName, ExclusiveStartKey, ...withStatus };
      const page = await this.call<{ Items?: Document[]; LastEvaluatedKey?: unknown }>(
        'dynamodb',
        'Scan',
        input,
      );
      records.push(...(page.Items ?? []).map((item) => unmarshall(item as never) as FailureRecord));
      ExclusiveStartKey = page.LastEvaluatedKey;
      if (!ExclusiveStartKey) return records;
    }
  }

  private async messagesIn(QueueUrl: string | undefined, kinds: readonly string[]): Promise<number> {
    const { Attributes } = await this.call<{ Attributes: Record<string, string> }>(
      'sqs',
      'GetQueueAttributes',
      {
        QueueUrl,
        AttributeNames: ['All'],
      },
    );
    return kinds.reduce((sum, kind) => sum + Number(Attributes[`ApproximateNumberOfMessages${kind}`]), 0);
  }

  /** What is kept is hidden for a minute, so that nothing is received twice. */
  private async drain(QueueUrl?: string, keep = false): Promise<string[]> {
    const bodies: string[] = [];
    for (;;) {
      const input = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0, VisibilityTimeout: 60 };
      const { Messages = [] } = await this.call<{ Messages?: { Body: string; ReceiptHandle: string }[] }>(
        'sqs',
        'ReceiveMessage',
        input,
      );
      if (Messages.length === 0) return bodies;
      bodies.push(...Messages.map(({ Body }) => Body));
      if (keep) continue;
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.call('sqs', 'DeleteMessageBatch', { QueueUrl, Entries });
    }
  }
}

function toEvent(body: string): PersistedEvent {
  const { source, 'detail-type': detailType, detail } = JSON.parse(body) as PersistedEnvelope;
  const { metadata, data } = detail;
  return {
    eventId: text(metadata.event_id),
    causationId: text(metadata.causation_id),
    occurredAt: text(metadata.occurred_at),
    operation: text(data.operation),
    cognitoId: text(data.cognito_id),
    userId: text(data.user_id),
    envelope: { source, 'detail-type': detailType, detail },
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
