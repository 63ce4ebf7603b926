import { randomUUID } from 'node:crypto';
import { AwsError } from '../kernel/aws-error';
import type { CloudContext } from '../kernel/cloud-context';
import type { LocalRoute, Resource } from '../kernel/service';

/** What is asked of a custom resource's function (CloudFormation user guide, "Custom resource request types"). */
export interface CustomResourceRequest {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly resource: Resource;
  /** What its function called it; of a `Create` not yet known. */
  readonly physicalId?: string;
  /** Of an `Update`: what it was made of before. */
  readonly oldProperties?: Resource['properties'];
}

/** What its function sends to the `ResponseURL`. */
export interface CustomResourceAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId?: string;
  readonly Data?: Readonly<Record<string, unknown>>;
}

/** CloudFormation waits an hour unless `ServiceTimeout` says otherwise ("AWS::CloudFormation::CustomResource"). */
const LONGEST_WAIT_SECONDS = 3600;

/**
 * CloudFormation's protocol with the functions of custom resources: a function is invoked with an event and answers by a PUT
 * to the event's `ResponseURL`, which is a route of this endpoint.
 */
export class CustomResourceRequests {
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

  /** Resolves to what the function answered; rejects with an `AwsError` when it failed, crashed or was silent. */
  async send(request: CustomResourceRequest): Promise<CustomResourceAnswer> {
    const id = randomUUID();
    const settled = new AbortController();
    const answer = new Promise<CustomResourceAnswer>((resolve) => this.waiting.set(id, resolve));
    try {
      const lost = this.invoke(request, id).then(() => this.giveUp(request, settled.signal));
      const given = await Promise.race([answer, lost]);
      if (given.Status !== 'SUCCESS') throw failed(request, given.Reason ?? 'no reason was given');
      return { PhysicalResourceId: request.physicalId ?? id, ...given };
    } finally {
      this.waiting.delete(id);
      settled.abort(new Error('The custom resource has answered.'));
    }
  }

  /** Waits for the function, so that one that crashes is known at once. */
  private async invoke(request: CustomResourceRequest, id: string): Promise<void> {
    const { logicalId, properties } = request.resource;
    const { ServiceToken: FunctionName } = properties;
    const { FunctionError, Payload: answer } = await this.context.call<{
      FunctionError?: string;
      Payload: Uint8Array;
    }>(
      'lambda',
      'Invoke',
      {
        FunctionName,
        Payload: JSON.stringify(this.event(request, id)),
        InvocationType: 'RequestResponse',
      },
      { caller: `cloudformation:${logicalId}` },
    );
    if (FunctionError) throw failed(request, Buffer.from(answer).toString('utf8'));
  }

  private event({ type, resource, physicalId, oldProperties }: CustomResourceRequest, id: string): object {
    return {
      RequestType: type,
      ServiceToken: resource.properties.ServiceToken,
      ResponseURL: `${this.context.endpoint()}/_local/custom-resources/${id}`,
      StackId: this.stackId,
      RequestId: id,
      LogicalResourceId: resource.logicalId,
      ...(physicalId !== undefined && { PhysicalResourceId: physicalId }),
      ResourceType: resource.type,
      ResourceProperties: asTexts(resource.properties),
      ...(oldProperties && { OldResourceProperties: asTexts(oldProperties) }),
    };
  }

  private async giveUp(request: CustomResourceRequest, settled: AbortSignal): Promise<never> {
    const seconds = Number(request.resource.properties.ServiceTimeout ?? LONGEST_WAIT_SECONDS);
    await this.context.clock.sleep(seconds * 1000, settled);
    throw failed(request, `its function sent no answer to the ResponseURL within ${seconds} s`);
  }
}

function failed({ type }: CustomResourceRequest, reason: string): AwsError {
  return new AwsError(`${type.toUpperCase()}_FAILED`, reason);
}

/** CloudFormation sends numbers and booleans as texts (cloudformation-coverage-roadmap, issue 1037). */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asTexts(member)]));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
