import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { randomUUID } from 'node:crypto';
import type { LocalCloud } from 'local-cloud';
import { createActions } from '../demo/actions';
import { createClients } from '../demo/clients';
import type { Announcements } from './announcements';
import { cpuMs } from './cpu';
import { inParallel, timed } from './measure';

/** Where a registration comes in: a sign-up through Cognito's API, or its event on the bus. */
export type Door = 'Cognito' | 'PutEvents';

/** What so many registrations took. */
export interface Load {
  readonly registrations: number;
  readonly ms: number;
  /** Of the local cloud, its functions and the client together. */
  readonly cpuMs: number;
  /** Milliseconds from the call that begins a registration to its `user.persisted`. */
  readonly latencies: readonly number[];
}

/** Runs registrations, so many at a time: each worker begins its next one when its last one is announced. */
export async function load(
  cloud: LocalCloud,
  announcements: Announcements,
  { door, registrations, concurrency }: { door: Door; registrations: number; concurrency: number },
): Promise<Load> {
  const begin = doors(cloud)[door];
  const latencies: number[] = [];
  const before = cpuMs();
  const ms = await timed(() =>
    inParallel(registrations, concurrency, async () => {
      const start = performance.now();
      await announcements.of(await begin());
      latencies.push(performance.now() - start);
    }),
  );
  return { registrations, ms, cpuMs: cpuMs() - before, latencies };
}

function doors(cloud: LocalCloud): Record<Door, () => Promise<string>> {
  const clients = createClients(cloud.endpoint);
  const actions = createActions(clients, cloud.outputs);
  return {
    Cognito: () =>
      actions.signUpConfirmedByAdministrator({ email: `${randomUUID()}@example.com`, name: 'Ada Lovelace' }),
    PutEvents: async () => {
      const sub = randomUUID();
      await clients.events.send(new PutEventsCommand({ Entries: [entry(sub, cloud)] }));
      return sub;
    },
  };
}

function entry(sub: string, { outputs }: LocalCloud) {
  const metadata = {
    event_id: randomUUID(),
    schema_version: '1',
    occurred_at: new Date().toISOString(),
    correlation_id: randomUUID(),
    origin: 'sign-up',
  };
  const data = {
    cognito_id: sub,
    user_pool_id: outputs.UserPoolId,
    username: sub,
    email: `${sub}@example.com`,
    email_verified: true,
    name: 'Ada Lovelace',
    identity_provider: 'cognito',
  };
  return {
    EventBusName: outputs.EventBusName,
    Source: 'user-registration',
    DetailType: 'user.registered',
    Detail: JSON.stringify({ metadata, data }),
  };
}
