import { AwsError } from '../kernel/aws-error';
import type { SkippingClock } from '../kernel/clock';
import type { Fault } from '../kernel/faults';
import { fastForward } from '../kernel/fast-forward';
import type { Gateway } from '../kernel/gateway';
import type { LocalRoute, Service } from '../kernel/service';
import { readFault } from './fault-document';

/** What `GET /_local/health` tells. */
export interface Health {
  /** True once the stack is deployed and the services' background work has begun. */
  readonly ready: boolean;
  /** Logical ids of the stack's resources that exist. */
  readonly resources: readonly string[];
}

/** What the routes that belong to no service look at and act on. */
export interface CloudControls {
  readonly gateway: Gateway;
  readonly health: () => Health;
  readonly clock: SkippingClock;
  /** Begins the cloud anew; resolves when it is ready again. */
  readonly reset: () => Promise<void>;
}

/** The routes under `/_local/` that belong to no service: health, reset, faults and time. */
export function ownRoutes({ gateway, health, clock, reset }: CloudControls): LocalRoute[] {
  const { faults } = gateway;
  return [
    {
      method: 'GET',
      path: 'health',
      handle: () => ({ ...health(), services: gateway.all().map(({ name }) => name) }),
      // Whoever waits for it, as health checks do, reads no more than the status.
      status: (answer) => ((answer as Health).ready ? 200 : 503),
    },
    { method: 'POST', path: 'reset', handle: () => reset() },
    { method: 'GET', path: 'time', handle: () => ({ now: new Date(clock.now()).toISOString() }) },
    { method: 'POST', path: 'time', handle: ({ body }) => forward({ clock, gateway }, body) },
    { method: 'GET', path: 'faults', handle: () => ({ faults: faults.list() }) },
    {
      method: 'POST',
      path: 'faults',
      handle: ({ body }) => ({ id: faults.add(readServedFault(gateway, body)) }),
    },
    { method: 'DELETE', path: 'faults', handle: () => faults.clear() },
    {
      method: 'DELETE',
      path: 'faults/{Id}',
      handle: ({ labels: { Id: id = '' } }) => {
        if (!faults.remove(id))
          throw new AwsError('ResourceNotFoundException', `There is no fault "${id}".`, 404);
      },
    },
  ];
}

/** `{"forwardSeconds": 7200}`: two hours of visibility time-outs and retries, without the waiting. */
async function forward(cloud: { clock: SkippingClock; gateway: Gateway }, body: unknown) {
  const seconds = (body as { forwardSeconds?: unknown } | null)?.forwardSeconds;
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds <= MOST_SECONDS))
    throw new AwsError(
      'ValidationException',
      `POST /_local/time takes {"forwardSeconds": a number up to ${MOST_SECONDS}}, given ${JSON.stringify(body)}.`,
    );
  await fastForward(cloud, seconds * 1000);
  return { now: new Date(cloud.clock.now()).toISOString() };
}

/** A year and a day: longer than a Standard execution runs. */
const MOST_SECONDS = 366 * 86_400;

function readServedFault(gateway: Gateway, body: unknown) {
  const fault = readFault(body);
  const service = gateway.service(fault.service);
  const known = service ? Object.keys(service.operations) : gateway.all().map(({ name }) => name);
  if (!service || (fault.operation !== undefined && !known.includes(fault.operation)))
    throw new AwsError(
      'ValidationException',
      `The fault cannot be set: there is no ${service ? `operation "${fault.operation}" in ${service.name}` : `service "${fault.service}"`}; known: ${known.join(', ')}.`,
    );
  checkList(fault, service);
  return fault;
}

/** A short or an old page is of a list that can give one. */
function checkList({ operation, pageSize, stale }: Fault, { name, lists = [] }: Service): void {
  if ((pageSize === undefined && stale === undefined) || lists.includes(operation ?? '')) return;
  const known = lists.map((list) => `${name}:${list}`).join(', ') || `none of ${name}`;
  throw new AwsError(
    'ValidationException',
    `The fault cannot be set: pageSize and stale need an operation that heeds them, given ${operation ?? 'none'}; known: ${known}.`,
  );
}
