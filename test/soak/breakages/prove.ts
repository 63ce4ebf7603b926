import type { LocalCloud } from 'local-cloud';
import type { Fault } from 'local-cloud/kernel/faults';
import { testUser } from '../../faults/test-user';
import type { Rule } from '../judge';
import { soak } from '../soak';
import type { Breakage } from './breakage';

/** What a soak made of a broken copy. */
export interface Proof {
  readonly what: string;
  /** The rule by which it had to be noticed. */
  readonly rule: Rule;
  /** Rules that the soak found broken, with one example of each. */
  readonly found: ReadonlyMap<Rule, string>;
  readonly caught: boolean;
}

/** So many people come in each time: enough for every oddity, and for one of every trouble. */
const CROWD = 16;
/** Of a crowd in which those whom trouble meets can be registered, and are nobody's rivals. */
const SEED = 54;

/** Breaks the product, soaks it with the crowd of that number, and mends it. */
export async function prove(cloud: LocalCloud, breakage: Breakage, number: number): Promise<Proof> {
  const mend = await breakage.apply(cloud);
  try {
    const found = await rulesBroken(cloud, number);
    return { what: breakage.what, rule: breakage.rule, found, caught: found.has(breakage.rule) };
  } finally {
    await mend();
  }
}

/** What a soak finds wrong with the product as it runs there. */
export async function rulesBroken(cloud: LocalCloud, number: number): Promise<Map<Rule, string>> {
  const first = number * CROWD;
  const faults = troubles((index) => testUser(first + index).email);
  const { violations } = await soak(cloud, { registrations: CROWD, rate: 0.9, seed: SEED, first, faults });
  return new Map([...violations].reverse().map(({ rule, what }) => [rule, what]));
}

/** What happens to some of the crowd, until it is healed. */
function troubles(addressOf: (index: number) => string): Fault[] {
  const refused = { code: 'AccessDeniedException', message: 'Injected' };
  const away = { code: 'DatabaseUnavailableException', message: 'Injected', status: 504 };
  const internal = { code: 'InternalException', message: 'Injected', status: 500 };
  const failedEntry = { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] };
  const announcement = { service: 'events', caller: '/PublishUserPersisted' };
  const verdict = { service: 'states', operation: 'StartSyncExecution', caller: 'pipes:' };
  return [
    { service: 'rds-data', caller: '/UpsertUser', error: refused, input: addressOf(0) },
    { service: 'rds-data', caller: '/UpsertUser', error: away, lasts: 600_000, input: addressOf(1) },
    { ...announcement, response: failedEntry, input: addressOf(2) },
    { ...announcement, error: internal, afterEffect: true, input: addressOf(3) },
    { ...announcement, error: internal, afterEffect: true, times: 1, input: addressOf(4) },
    { ...verdict, error: internal, afterEffect: true, times: 1, input: addressOf(6) },
  ];
}
