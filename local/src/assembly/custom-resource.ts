import { AwsError } from '../kernel/aws-error';
import type { CloudContext } from '../kernel/cloud-context';
import type { Created, LocalRoute, Resource } from '../kernel/service';
import { type CustomResourceAnswer, CustomResourceRequests } from './custom-resource-requests';

/** Whether a function of the template, not a service, makes the type. */
export function isCustomResource(type: string): boolean {
  return type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');
}

/** A custom resource that stands: what it was made of, and what its function called it. */
interface Made {
  readonly resource: Resource;
  readonly physicalId: string;
}

/**
 * Makes custom resources through their functions; changes and deletes one when it is asked to, as an update and the end of its
 * stack do. What refers to it is not made anew.
 */
export class CustomResources {
  private readonly requests: CustomResourceRequests;
  /** By logical id, in the order in which they were made: each after those that it needs. */
  private readonly made = new Map<string, Made>();

  constructor(context: CloudContext, stackId: string) {
    this.requests = new CustomResourceRequests(context, stackId);
  }

  /** `PUT` is the functions' answer, the others are for people. */
  get routes(): LocalRoute[] {
    return [
      this.requests.route,
      {
        method: 'POST',
        path: 'custom-resources/{LogicalId}',
        handle: ({ labels: { LogicalId: id = '' }, body }) => this.update(id, readProperties(body)),
      },
      { method: 'DELETE', path: 'custom-resources', handle: () => this.deleteAll() },
    ];
  }

  /** Every start makes it anew (`RequestType: Create`), also with a kept data directory: such functions may be repeated. */
  async create(resource: Resource): Promise<Created> {
    const answer = await this.requests.send({ type: 'Create', resource });
    const physicalId = this.keep(resource, answer);
    return { ref: physicalId, attributes: texts(answer.Data ?? {}) };
  }

  /**
   * As a deploy that changes these properties does. A failed one is rolled back: the function is asked for what was before. One
   * that got another physical id was replaced: the old one is deleted.
   */
  async update(logicalId: string, properties: object): Promise<{ PhysicalResourceId: string }> {
    const before = this.made.get(logicalId);
    if (!before) throw notMade(logicalId, [...this.made.keys()]);
    const { resource: old, physicalId } = before;
    const resource = { ...old, properties: { ...old.properties, ...properties } };
    const update = (to: Resource, from: Resource) =>
      this.requests.send({ type: 'Update', resource: to, physicalId, oldProperties: from.properties });
    const answer = await update(resource, old).catch(async (error: AwsError) => {
      await update(old, resource).catch((again: AwsError) => {
        throw new AwsError(
          'UPDATE_ROLLBACK_FAILED',
          `${error.message}; then the roll-back: ${again.message}`,
        );
      });
      throw error;
    });
    const newId = this.keep(resource, answer);
    if (newId !== physicalId) await this.requests.send({ type: 'Delete', resource: old, physicalId });
    return { PhysicalResourceId: newId };
  }

  /** As the end of the stack does: what was made last goes first. Answers their logical ids in that order. */
  async deleteAll(): Promise<{ deleted: string[] }> {
    const deleted: string[] = [];
    for (const [logicalId, { resource, physicalId }] of [...this.made].reverse()) {
      await this.requests.send({ type: 'Delete', resource, physicalId });
      this.made.delete(logicalId);
      deleted.push(logicalId);
    }
    return { deleted };
  }

  private keep(resource: Resource, { PhysicalResourceId: physicalId = '' }: CustomResourceAnswer): string {
    this.made.set(resource.logicalId, { resource, physicalId });
    return physicalId;
  }
}

function readProperties(body: unknown): object {
  const { properties } = (body ?? {}) as { properties?: unknown };
  if (typeof properties === 'object' && properties !== null && !Array.isArray(properties)) return properties;
  throw new AwsError(
    'ValidationException',
    `POST /_local/custom-resources/{LogicalId} takes {"properties": {…}}, those that change, given ${JSON.stringify(body)}.`,
  );
}

function notMade(logicalId: string, made: readonly string[]): AwsError {
  return new AwsError(
    'NotFound',
    `There is no custom resource "${logicalId}"; there is ${made.join(', ') || 'none'}.`,
    404,
  );
}

function texts(data: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
