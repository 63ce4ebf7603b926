import { HeldMessages, type Held } from '../../../src/services/sqs/held-messages';

const held = (id: number): Held => ({
  message: { id: `${id}`, body: 'body', md5OfBody: '', sentAt: id },
  delivery: { visibleAt: id + 30_000, receives: 1 },
});

describe('HeldMessages', () => {
  it('lets deleted messages go long before their retention or their visibility ends', () => {
    const messages = new HeldMessages();
    for (let id = 0; id < 5000; id++) {
      messages.place(held(id), id);
      messages.remove(`${id}`);
    }

    // 5,000 of each otherwise.
    expect(messages.remembered).toBeLessThanOrEqual(2002);
  });

  it('still reveals and expires what it holds', () => {
    const messages = new HeldMessages();
    for (let id = 0; id < 3000; id++) messages.place(held(id), id);
    for (let id = 0; id < 2990; id++) messages.remove(`${id}`);

    messages.reveal(40_000);

    expect(messages.ready.size).toBe(10);
    expect([...messages.expired(2994)].map(({ message }) => message.id)).toEqual([
      '2990',
      '2991',
      '2992',
      '2993',
      '2994',
    ]);
  });
});
