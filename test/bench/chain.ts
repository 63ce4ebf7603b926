import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { randomUUID } from 'node:crypto';
import type { LocalCloud } from 'local-cloud';
import { createActions } from '../demo/actions';
import { createClients } from '../demo/clients';
import { createProbe, type Probe } from '../demo/probe';
import { percentiles, rate, timed, type Figure } from './measure';

/** The whole chain: how long one user waits, and how many users a second pass. */
export async function benchChain(cloud: LocalCloud, oneByOne = 20, together = 300): Promise<Figure[]> {
  const clients = createClients(cloud.endpoint);
  const probe = await createProbe(clients, cloud.outputs.EventBusName ?? '');
  const actions = createActions(clients, cloud.outputs);
  const latencies: number[] = [];
  for (let index = 0; index < oneByOne; index++) {
    const sub = await actions.signUp({ email: `bench-${index}@example.com`, name: 'Bench' });
    const confirmed = Date.now();
    latencies.push((await persistedAt(probe, sub)) - confirmed);
  }
  const ms = await timed(async () => {
    const subs = Array.from({ length: together }, () => randomUUID());
    for (let at = 0; at < together; at += 10)
      await clients.events.send(
        new PutEventsCommand({ Entries: subs.slice(at, at + 10).map((sub) => entry(sub, cloud)) }),
      );
    await allPersisted(probe, new Set(subs));
  });
  return [
    // The first ones start the functions.
    ...percentiles('confirmed sign-up to user.persisted', latencies.slice(3), 'ms'),
    rate('registrations through the whole chain', together, ms, 'registrations'),
  ];
}

async function persistedAt(probe: Probe, sub: string): Promise<number> {
  for (;;) {
    const events = await probe.read(1);
    const found = events.find((event) => event.cognitoId === sub && event.type === 'user.persisted');
    if (found) return found.at;
  }
}

async function allPersisted(probe: Probe, waiting: Set<string>): Promise<void> {
  let known = 0;
  while (waiting.size > 0) {
    const events = await probe.read(1);
    for (; known < events.length; known++) {
      const event = events[known];
      if (event?.type === 'user.persisted') waiting.delete(event.cognitoId);
    }
  }
}

function entry(sub: string, { outputs }: LocalCloud) {
  const detail = {
    metadata: {
      event_id: randomUUID(),
      schema_version: '1',
      occurred_at: new Date().toISOString(),
      correlation_id: randomUUID(),
      origin: 'sign-up',
    },
    data: {
      cognito_id: sub,
      user_pool_id: outputs.UserPoolId,
      username: sub,
      email: `${sub}@example.com`,
      email_verified: true,
      identity_provider: 'cognito',
    },
  };
  return {
    EventBusName: outputs.EventBusName,
    Source: 'user-registration',
    DetailType: 'user.registered',
    Detail: JSON.stringify(detail),
  };
}
