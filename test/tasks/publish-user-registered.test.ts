import { queuedEnvelopeId } from '../../tasks/shared/ids';
import {
  publishUserRegistered,
  type PublishedEvent,
  type PublishUserRegisteredDependencies,
} from '../../tasks/publish-user-registered';
import { POOL, SUB, trigger, unplanned } from './registrations';

type Line = [level: string, message: string, facts: Record<string, unknown>];

const NOW = new Date('2026-01-31T12:00:00.987Z');
const refused = () =>
  Promise.reject(Object.assign(new Error('Ada@Example.com is refused'), { name: 'RefusedError' }));

function arrange(changes: Partial<PublishUserRegisteredDependencies> = {}) {
  const lines: Line[] = [];
  const counted: string[] = [];
  const write = (level: string) => (message: string, facts: Record<string, unknown>) =>
    void lines.push([level, message, facts]);
  const dependencies: PublishUserRegisteredDependencies = {
    putOnBus: unplanned('putOnBus'),
    sendToQueue: unplanned('sendToQueue'),
    now: () => NOW,
    account: '123456789012',
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    count: (metric) => void counted.push(metric),
    ...changes,
  };
  return { dependencies, lines, counted };
}

function recorder() {
  const events: PublishedEvent[] = [];
  return { events, send: async (event: PublishedEvent) => void events.push(event) };
}

describe('publishUserRegistered', () => {
  it('puts the event on the bus and gives Cognito its own event back', async () => {
    const bus = recorder();
    const { dependencies, counted } = arrange({ putOnBus: bus.send });
    const event = trigger();

    expect(await publishUserRegistered(dependencies, event)).toBe(event);

    expect(event).toEqual(trigger());
    expect(bus.events).toMatchObject([
      {
        'detail-type': 'user.registered',
        source: 'user-registration',
        detail: { data: { cognito_id: SUB } },
      },
    ]);
    expect(counted).toEqual(['RegistrationPublished']);
  });

  it('publishes nothing when a password was reset', async () => {
    const { dependencies, lines } = arrange();
    const event = trigger({}, { triggerSource: 'PostConfirmation_ConfirmForgotPassword' } as object);

    expect(await publishUserRegistered(dependencies, event)).toBe(event);
    expect(lines).toEqual([]);
  });

  it('publishes nothing for a trigger source that it does not know', async () => {
    const { dependencies } = arrange();
    const event = trigger({}, { triggerSource: 'PostConfirmation_Other' } as object);

    expect(await publishUserRegistered(dependencies, event)).toBe(event);
  });

  it('sends the same event to the queue when the bus does not take it, in the envelope of EventBridge', async () => {
    const queue = recorder();
    const { dependencies, counted } = arrange({ putOnBus: refused, sendToQueue: queue.send });

    await publishUserRegistered(dependencies, trigger());

    const [sent] = queue.events;
    expect(sent).toEqual({
      version: '0',
      id: queuedEnvelopeId({
        event_id: sent?.detail.metadata.event_id ?? '',
        occurred_at: '2026-01-31T12:00:00.987Z',
      }),
      'detail-type': 'user.registered',
      source: 'user-registration',
      account: '123456789012',
      time: '2026-01-31T12:00:00Z',
      region: 'us-east-1',
      resources: [],
      detail: sent?.detail,
    });
    expect(sent?.detail.metadata.occurred_at).toBe('2026-01-31T12:00:00.987Z');
    expect(counted).toEqual(['RegistrationPublished', 'PublishedThroughQueue']);
  });

  it('names a trigger that is fired again another sending of the same event', async () => {
    const queue = recorder();
    for (const time of ['2026-01-31T12:00:00.987Z', '2026-01-31T12:00:05.000Z']) {
      const { dependencies } = arrange({
        putOnBus: refused,
        sendToQueue: queue.send,
        now: () => new Date(time),
      });
      await publishUserRegistered(dependencies, trigger());
    }

    const [first, second] = queue.events;
    expect(second?.detail.metadata.event_id).toBe(first?.detail.metadata.event_id);
    expect(second?.id).not.toBe(first?.id);
  });

  it('puts the envelope id first in the body, where the workflow looks for it without parsing', async () => {
    const queue = recorder();
    const { dependencies } = arrange({ putOnBus: refused, sendToQueue: queue.send });

    await publishUserRegistered(
      dependencies,
      trigger({ name: '"id":"00000000-0000-0000-0000-000000000000"' }),
    );

    const found = /"id"\s*:\s*"([0-9a-fA-F-]{36})"/.exec(JSON.stringify(queue.events[0]));
    expect(found?.[1]).toBe(queue.events[0]?.id);
  });

  it('says whom to publish again when neither takes the event, and the user is not blocked', async () => {
    const { dependencies, lines, counted } = arrange({ putOnBus: refused, sendToQueue: refused });
    const event = trigger();

    expect(await publishUserRegistered(dependencies, event)).toBe(event);

    expect(lines).toEqual([
      [
        'error',
        'Registration is NOT published: reconcile this user',
        {
          event_id: expect.any(String) as string,
          occurred_at: '2026-01-31T12:00:00.987Z',
          user_pool_id: POOL,
          cognito_id: SUB,
          bus: { name: 'RefusedError' },
          queue: { name: 'RefusedError' },
        },
      ],
    ]);
    expect(counted).toEqual(['RegistrationNotPublished']);
  });

  it('does not block the user when it cannot even read the event', async () => {
    const { dependencies, lines, counted } = arrange();
    const event = { ...trigger(), request: undefined } as unknown as ReturnType<typeof trigger>;

    expect(await publishUserRegistered(dependencies, event)).toBe(event);

    expect(lines).toEqual([
      [
        'error',
        'Registration is NOT published: reconcile this user',
        { user_pool_id: POOL, cognito_id: undefined, error: { name: 'TypeError' } },
      ],
    ]);
    expect(counted).toEqual(['RegistrationNotPublished']);
  });

  it.each([
    ['the bus takes it', arrange({ putOnBus: recorder().send })],
    ['the queue takes it', arrange({ putOnBus: refused, sendToQueue: recorder().send })],
    ['nobody takes it', arrange({ putOnBus: refused, sendToQueue: refused })],
  ])('logs one line without personal data when %s', async (_, { dependencies, lines }) => {
    await publishUserRegistered(dependencies, trigger());

    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).toContain(SUB);
    expect(JSON.stringify(lines)).not.toMatch(/ada|lovelace|example\.com|5551234567/i);
  });
});
