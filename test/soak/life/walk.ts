import { fastForward } from 'local-cloud/kernel/fast-forward';
import type { CloudWatch } from '../../faults/cloud-watch';
import { deeds, type World } from './deeds';
import { Pool } from './pool';

const MINUTE = 60_000;

/** How often each thing was done, and how often Cognito refused it. */
export interface Walked {
  readonly done: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
}

/** Lets so many things happen to people, one after the other and minutes apart, in an order that the seed decides. */
export async function walk(
  watch: CloudWatch,
  steps: number,
  random: () => number,
  onProgress?: (steps: number) => void,
): Promise<Walked> {
  const world = worldOf(watch, random);
  const done: Record<string, number> = {};
  const refused: Record<string, number> = {};
  for (let step = 0; step < steps; step++) {
    const [name, deed] = choose(random());
    const counts = (await isRefused(deed(world))) ? refused : done;
    counts[name] = (counts[name] ?? 0) + 1;
    onProgress?.(step + 1);
    await fastForward(
      watch.cloud,
      MINUTE * (1 + 60 * random()),
      async () => (await watch.ready()) === 0 && random() < 0.5,
    );
  }
  return { done, refused };
}

/** Every second address was somebody's before, who may have it still. */
function worldOf(watch: CloudWatch, random: () => number): World {
  const addresses: string[] = [];
  // Another life in the same cloud has other addresses.
  const life = Math.floor(random() * 1e9);
  let number = 0;
  const next = () => ++number;
  const freeAddress = () => {
    const used = random() < 0.5 ? addresses[Math.floor(random() * addresses.length)] : undefined;
    const address = used ?? `${next()}@life-${life}.example`;
    addresses.push(address);
    return address;
  };
  return { pool: new Pool(watch), random, freeAddress, next };
}

function choose(chance: number): [name: string, deed: (world: World) => Promise<void>] {
  const all = Object.entries(deeds);
  let left = chance * all.reduce((sum, [, [often]]) => sum + often, 0);
  const [name, [, deed]] = all.find(([, [often]]) => (left -= often) < 0) ?? all[0]!;
  return [name, deed];
}

/** What Cognito says no to, and an application would tell its user. Anything else is a fault of the walk. */
async function isRefused(deed: Promise<void>): Promise<boolean> {
  try {
    await deed;
    return false;
  } catch (error) {
    if (REFUSALS.test(`${(error as { code?: string }).code} ${String(error)}`)) return true;
    throw error;
  }
}

const REFUSALS = /UsernameExists|AliasExists|NotAuthorizedException/;
