import type { Actions, NewUser } from './actions';
import type { SeenEvent } from './probe';

/** One user's story: what happens, and what must have come of it. */
export interface Scenario {
  readonly title: string;
  readonly user: NewUser;
  /** Does it all and answers the user's `sub`. `registered` waits for the user's `user.registered` event. */
  act(actions: Actions, user: NewUser, registered: (sub: string) => Promise<SeenEvent>): Promise<string>;
  readonly expected: Expectation;
}

export interface Expectation {
  /** How the executions for this user end, in any order. */
  readonly outcomes: readonly string[];
  readonly row: { readonly name: string | null; readonly emailVerified: boolean };
  /** How often each event reaches a consumer, and how many different events these are. */
  readonly registered: { readonly copies: number; readonly distinct: number };
  readonly persisted: { readonly copies: number; readonly distinct: number };
}

const once = { copies: 1, distinct: 1 };
const row = (name: string, emailVerified = true) => ({ name, emailVerified });

export const scenarios: readonly Scenario[] = [
  {
    title: 'signs up and confirms',
    user: { email: 'ada@example.com', name: 'Ada Lovelace', phone: '+441632960001' },
    act: (actions, user) => actions.signUp(user),
    expected: { outcomes: ['registered'], row: row('Ada Lovelace'), registered: once, persisted: once },
  },
  {
    title: 'is confirmed by an administrator, the address unverified',
    user: { email: 'tony@example.com', name: 'Tony Hoare' },
    act: (actions, user) => actions.signUpConfirmedByAdministrator(user),
    expected: { outcomes: ['registered'], row: row('Tony Hoare', false), registered: once, persisted: once },
  },
  {
    title: 'is delivered twice by the queue',
    user: { email: 'grace@example.com', name: 'Grace Hopper' },
    async act(actions, user, registered) {
      const sub = await actions.signUp(user);
      await actions.deliverAgain((await registered(sub)).envelope);
      return sub;
    },
    expected: {
      outcomes: ['registered', 'registered'],
      row: row('Grace Hopper'),
      registered: once,
      persisted: { copies: 2, distinct: 1 },
    },
  },
  {
    title: 'has the trigger fired twice',
    user: { email: 'alan@example.com', name: 'Alan Turing' },
    async act(actions, user, registered) {
      const sub = await actions.signUp(user);
      await registered(sub);
      await actions.fireTriggerAgain(sub, user);
      return sub;
    },
    expected: {
      outcomes: ['registered', 'duplicate'],
      row: row('Alan Turing'),
      registered: { copies: 2, distinct: 1 },
      persisted: once,
    },
  },
  {
    title: 'resets the password, which publishes nothing',
    user: { email: 'edsger@example.com', name: 'Edsger Dijkstra' },
    async act(actions, user, registered) {
      const sub = await actions.signUp(user);
      await registered(sub);
      await actions.resetPassword(user.email);
      return sub;
    },
    expected: { outcomes: ['registered'], row: row('Edsger Dijkstra'), registered: once, persisted: once },
  },
  {
    title: 'signs in through Google for the first time',
    user: { email: 'barbara@example.com', name: 'Barbara Liskov' },
    act: (actions, user) => actions.signInThroughProvider(user),
    expected: {
      outcomes: ['registered'],
      row: row('Barbara Liskov', false),
      registered: once,
      persisted: once,
    },
  },
  {
    title: 'has a long name in many scripts',
    user: { email: 'LONG.Name@Example.com', name: longName() },
    act: (actions, user) => actions.signUp(user),
    expected: { outcomes: ['registered'], row: row(longName()), registered: once, persisted: once },
  },
];

/** 255 characters, the most that the column holds, beyond the Latin alphabet and the basic plane. */
function longName(): string {
  const scripts = [...'Zoë Ωmega Жанна 王小明 さくら עדה नेहा 🧮👩‍💻 '];
  return `${Array.from({ length: 254 }, (_, index) => scripts[index % scripts.length]).join('')}ß`;
}
