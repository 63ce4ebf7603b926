import { randomUUID } from 'node:crypto';
import { AwsError } from '../kernel/aws-error';
import type { CloudContext } from '../kernel/cloud-context';
import type { Created, LocalRoute, Resource } from '../kernel/service';

/** What a custom resource's function sends to its `ResponseURL`. */
interface CustomResourceAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId?: string;
  readonly Data?: Readonly<Record<string, unknown>>;
}

/** CloudFormation waits an hour unless `ServiceTimeout` says otherwise ("AWS::CloudFormation::CustomResource"). */
const LONGEST_WAIT_SECONDS = 3600;

/** Whether a function of the template, not a service, makes the type. */
export function isCustomResource(type: string): boolean {
  return type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');
}

/**
 * Makes custom resources through their functions, by CloudFormation's own protocol: the function is invoked with an event
 * and answers by a PUT to the event's `ResponseURL`, which is a route of this endpoint.
 */
export class CustomResources {
  private readonly waiting = new Map<string, (answer: CustomResourceAnswer) => void>();

  constructor(
    private readonly context: CloudContext,
    private readonly stackId: string,
  ) {}

  readonly route: LocalRoute = {
    method: 'PUT',
    path: 'custom-resources/{Id}',
    handle: ({ labels: { Id: id = '' }, body }) => {
      const answer = this.waiting.get(id);
      if (!answer) throw new AwsError('NotFound', `No custom resource waits for the answer "${id}".`, 404);
      answer(body as CustomResourceAnswer);
      return {};
    },
  };

  /** Every start makes it anew (`RequestType: Create`), also with a kept data directory: such functions may be repeated. */
  async create(resource: Resource): Promise<Created> {
    const id = randomUUID();
    const settled = new AbortController();
    const answer = new Promise<CustomResourceAnswer>((resolve) => this.waiting.set(id, resolve));
    try {
      const lost = this.invoke(resource, id).then(() => this.giveUp(resource, settled.signal));
      const given = await Promise.race([answer, lost]);
      if (given.Status !== 'SUCCESS')
        throw new AwsError('CREATE_FAILED', given.Reason ?? 'no reason was given');
      return { ref: given.PhysicalResourceId ?? id, attributes: texts(given.Data ?? {}) };
    } finally {
      this.waiting.delete(id);
      settled.abort(new Error('The custom resource has answered.'));
    }
  }

  /** Waits for the function, so that one that crashes is known at once. */
  private async invoke(resource: Resource, id: string): Promise<void> {
    const { ServiceToken: FunctionName } = resource.properties;
    const Payload = JSON.stringify(this.event(resource, id));
    const { FunctionError, Payload: answer } = await this.context.call<{
      FunctionError?: string;
      Payload: Uint8Array;
    }>(
      'lambda',
      'Invoke',
      { FunctionName, Payload, InvocationType: 'RequestResponse' },
      { caller: `cloudformation:${resource.logicalId}` },
    );
    if (FunctionError) throw new AwsError('CREATE_FAILED', Buffer.from(answer).toString('utf8'));
  }

  private event({ logicalId, type, properties }: Resource, id: string): object {
    return {
      RequestType: 'Create',
      ServiceToken: properties.ServiceToken,
      ResponseURL: `${this.context.endpoint()}/_local/custom-resources/${id}`,
      StackId: this.stackId,
      RequestId: id,
      LogicalResourceId: logicalId,
      ResourceType: type,
      ResourceProperties: properties,
    };
  }

  private async giveUp({ properties }: Resource, settled: AbortSignal): Promise<never> {
    const seconds = Number(properties.ServiceTimeout ?? LONGEST_WAIT_SECONDS);
    await this.context.clock.sleep(seconds * 1000, settled);
    throw new AwsError('CREATE_FAILED', `its function sent no answer to the ResponseURL within ${seconds} s`);
  }
}

function texts(data: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
