import { malformedBodies } from '../faults/malformed-bodies';
import { envelope, testUser, triggerEvent, type TestUser } from '../faults/test-user';
import type { Attributes, SignUp } from './sign-up';

/** How one user's registration comes in. */
export interface Arrival {
  readonly signUp: SignUp;
  readonly sends: readonly Send[];
  /** Who has the same address in Cognito. */
  readonly rivals?: readonly SignUp[];
}

export interface Send {
  readonly by: 'trigger' | 'bus' | 'queue';
  /** What the trigger, the bus or the queue gets at this cloud time. */
  readonly body: (now: number) => string;
  /** Seconds for which the queue holds it back. */
  readonly delay?: number;
}

export interface Crowd {
  readonly count: number;
  /** Number of the first, by which their addresses differ from those of another crowd. @default 0 */
  readonly first?: number;
  /** The share that come twice, late, malformed, or with somebody else's address. */
  readonly rate: number;
  readonly pool: string;
  /** Decides how they come in. */
  readonly random: () => number;
  /** Makes up their ids. */
  readonly ids: () => number;
}

/** Makes up people, no two alike, and how they come in: most of them plainly. */
export function arrivals({ count, first = 0, rate, pool, random, ids }: Crowd): Arrival[] {
  const all: Arrival[] = [];
  for (let index = 0; index < count; index++) {
    const before = all.at(-1)?.signUp;
    const signUp = person(testUser(first + index, uuid(ids), pool), index % 10 === 7, random);
    all.push(arrive(signUp, before, random() / Math.max(rate, 1e-9), random));
  }
  return all;
}

/** Some write their address as they please, and every tenth is known from the older table. */
function person(user: TestUser, isKnown: boolean, random: () => number): SignUp {
  const { id, pool, email, name, phone } = user;
  return {
    id,
    pool,
    email: random() < 0.3 ? email.toUpperCase() : email,
    ...pick(spellings({ name, phone }), random),
    verified: isKnown || random() < 0.8,
    valid: true,
    ...(isKnown && { older: { id: `older-${id.slice(0, 18)}`, name: `${name} the elder` } }),
    causes: [],
  };
}

/** What one may leave out, and what Cognito takes though a row cannot hold it. */
function spellings({
  name,
  phone,
}: {
  name: string;
  phone: string;
}): Pick<SignUp, 'name' | 'phone' | 'kept'>[] {
  const spelt = (name?: string, phone?: string, kept: Partial<Attributes> = {}) => ({
    ...{ name, phone },
    kept: { name: name ?? null, phone: phone ?? null, ...kept },
  });
  return [
    ...[spelt(name, phone), spelt(name, phone), spelt(name), spelt(undefined, phone), spelt()],
    spelt(`${name}\u0000`, '+0447700900123', { name, phone: null }),
    spelt('Canary'.padEnd(300, 'x'), '+1', { name: 'Canary'.padEnd(255, 'x'), phone: null }),
    spelt(`${name}\ud800`, phone, { name }),
  ];
}

function arrive(signUp: SignUp, before: SignUp | undefined, oddity: number, random: () => number): Arrival {
  const plain = way(signUp, random());
  const inQueue = (delay: number): Send => ({ by: 'queue', body: (now) => envelope(signUp, now), delay });
  if (oddity < 0.3) return { signUp, sends: copies(plain) };
  if (oddity < 0.45) return { signUp, sends: [again(signUp, uuid(random)), inQueue(pick([0, 900], random))] };
  if (oddity < 0.7) return { signUp, sends: [inQueue(Math.floor(random() * 900))] };
  if (oddity < 0.85) {
    const body = pick(Object.values(malformedBodies), random);
    return malformed(signUp, body);
  }
  if (oddity < 1 && before?.valid && !before.older && !signUp.older) return rival(signUp, before, random());
  return { signUp, sends: [plain] };
}

/** The same message twice, to the letter; a trigger that fires twice sees two times. */
function copies(send: Send): Send[] {
  if (send.by === 'trigger') return [send, { ...send }];
  let text: string | undefined;
  const copy: Send = { ...send, body: (now) => (text ??= send.body(now)) };
  return [copy, copy];
}

/** The trigger fires again: another envelope around the same fact, which may overtake the first. */
function again(signUp: SignUp, envelopeId: string): Send {
  const body = (now: number) =>
    envelope(signUp, now + 1_000).replace(`"id":"${signUp.id}"`, `"id":"${envelopeId}"`);
  return { by: 'queue', body };
}

function malformed({ older: _, ...signUp }: SignUp, body: (user: SignUp, now: number) => string): Arrival {
  const eve = { ...signUp, valid: false, verified: true };
  return { signUp: eve, sends: [{ by: 'queue', body: (now) => body(eve, now) }] };
}

function rival(signUp: SignUp, before: SignUp, chance: number): Arrival {
  const { email } = before;
  const eve = { ...signUp, email: chance < 0.5 ? email : email.toUpperCase() };
  return { signUp: eve, sends: [way(eve, chance)], rivals: [before, eve] };
}

/** Through all of the product, from the bus on, or straight through the queue. */
function way(signUp: SignUp, chance: number): Send {
  if (chance < 0.2) return { by: 'trigger', body: () => triggerEvent(signUp) };
  return { by: chance < 0.6 ? 'bus' : 'queue', body: (now) => envelope(signUp, now) };
}

function pick<Thing>(things: readonly Thing[], random: () => number): Thing {
  return things[Math.floor(random() * things.length)] as Thing;
}

/** A version 4 UUID from the seed: the same run has the same users. */
function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  digits[12] = '4';
  digits[16] = '8';
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
