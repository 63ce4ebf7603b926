import { malformedBodies } from '../faults/malformed-bodies';
import { envelope, testUser, triggerEvent, type TestUser } from '../faults/test-user';

/** How one user's registration comes in. */
export interface Arrival {
  readonly user: TestUser;
  readonly valid: boolean;
  readonly sends: readonly Send[];
}

export interface Send {
  readonly by: 'trigger' | 'bus' | 'queue';
  /** What the trigger, the bus or the queue gets. */
  readonly body: (now: number) => string;
  /** Seconds for which the queue holds it back. */
  readonly delay?: number;
}

/** Makes up arrivals: most are plain, `rate` of them come twice, late, malformed, or with somebody else's address. */
export function arrivals(count: number, rate: number, random: () => number): Arrival[] {
  return Array.from({ length: count }, (_, index) => arrival(index, rate, random));
}

function arrival(index: number, rate: number, random: () => number): Arrival {
  const user = testUser(index, uuid(random));
  const plain: Send = way(user, random());
  const oddity = random() / Math.max(rate, 1e-9);
  if (oddity < 0.3) return { user, valid: true, sends: [plain, { ...plain }] };
  // The trigger fires again: another envelope around the same fact, which may overtake the first.
  if (oddity < 0.45) {
    const again = (now: number) =>
      envelope(user, now + 1_000).replace(`"id":"${user.id}"`, `"id":"${uuid(random)}"`);
    return {
      user,
      valid: true,
      sends: [
        { by: 'queue', body: again },
        { ...plain, delay: pick([0, 900], random) },
      ],
    };
  }
  if (oddity < 0.7)
    return {
      user,
      valid: true,
      sends: [{ by: 'queue', body: (now) => envelope(user, now), delay: Math.floor(random() * 900) }],
    };
  if (oddity < 0.85) {
    const body = pick(Object.values(malformedBodies), random);
    return { user, valid: false, sends: [{ by: 'queue', body: (now) => body(user, now) }] };
  }
  if (oddity < 1 && index > 0) {
    const rival = { ...user, email: testUser(index - 1).email };
    return { user: rival, valid: true, sends: [way(rival, random())] };
  }
  return { user, valid: true, sends: [plain] };
}

/** Through all of the product, from the bus on, or straight through the queue. */
function way(user: TestUser, chance: number): Send {
  if (chance < 0.2) return { by: 'trigger', body: () => triggerEvent(user) };
  return { by: chance < 0.6 ? 'bus' : 'queue', body: (now) => envelope(user, now) };
}

function pick<Thing>(things: readonly Thing[], random: () => number): Thing {
  return things[Math.floor(random() * things.length)] as Thing;
}

/** A version 4 UUID from the seed: the same run has the same users. */
function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  digits[12] = '4';
  digits[16] = '8';
  const text = digits.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}
