import { attributeList, type Member, type Pool } from './pool';

/** Where people live: a pool, and what chance decides. */
export interface World {
  readonly pool: Pool;
  /** 0 to 1, from a seed. */
  readonly random: () => number;
  /** An address that nobody has, or that somebody has given up. */
  readonly freeAddress: () => string;
  /** Another number each time. */
  readonly next: () => number;
}

/** Something that happens to somebody in a pool. Rejects with what Cognito refuses, such as an address that is taken. */
export type Deed = (world: World) => Promise<void>;

/** What people and administrators do, by how often (of the sum). */
export const deeds: Readonly<Record<string, readonly [often: number, Deed]>> = {
  signUp: [5, signUp],
  leaveUnconfirmed: [1, ({ pool, freeAddress }) => pool.signUp(freeAddress(), {})],
  invite: [3, invite],
  changeAddress: [
    4,
    ofSomebody(({ pool, freeAddress, random }, { username }) =>
      pool.admin('UpdateUserAttributes', username, address(freeAddress(), random() < 0.7)),
    ),
  ],
  changeNames: [
    2,
    ofSomebody(({ pool, next }, { username }) =>
      pool.admin('UpdateUserAttributes', username, { UserAttributes: attributeList(names(next())) }),
    ),
  ],
  clearNames: [
    1,
    ofSomebody(({ pool }, { username }) =>
      pool.admin('DeleteUserAttributes', username, { UserAttributeNames: ['name', 'phone_number'] }),
    ),
  ],
  swapAddresses: [2, swapAddresses],
  deleteUser: [3, ofSomebody(({ pool }, { username }) => pool.admin('DeleteUser', username))],
  disable: [1, ofSomebody(({ pool }, { username }) => pool.admin('DisableUser', username))],
  enable: [1, ofSomebody(({ pool }, { username }) => pool.admin('EnableUser', username))],
  federate: [2, federate],
};

async function signUp({ pool, random, freeAddress, next }: World): Promise<void> {
  const address = freeAddress();
  await pool.signUp(random() < 0.3 ? address.toUpperCase() : address, random() < 0.5 ? names(next()) : {});
  await pool.admin('ConfirmSignUp', address);
}

/** No trigger tells of them. */
async function invite({ pool, random, freeAddress, next }: World): Promise<void> {
  const email = freeAddress();
  const attributes = { email, email_verified: String(random() < 0.8), ...names(next()) };
  const UserAttributes = attributeList(attributes);
  await pool.admin('CreateUser', email, { UserAttributes, MessageAction: 'SUPPRESS' });
}

/** Half of them have the address of somebody who signed up natively: Cognito allows that. */
async function federate({ pool, random, freeAddress, next }: World): Promise<void> {
  const natives = (await pool.members()).filter(isNative);
  const other = random() < 0.5 ? pick(natives, random)?.attributes.email : undefined;
  const without = random() < 0.1;
  await pool.signInFederated(
    String(next()),
    without ? {} : { email: other ?? freeAddress(), name: `Fed ${next()}` },
  );
}

/** By way of a third address, for Cognito gives no address to two. */
async function swapAddresses({ pool, random, next }: World): Promise<void> {
  const natives = (await pool.members()).filter(isNative);
  const [ann, bob] = [pick(natives, random), pick(natives, random)];
  if (!ann?.attributes.email || !bob?.attributes.email || ann.sub === bob.sub) return;
  const give = (member: Member, email: string) =>
    pool.admin('UpdateUserAttributes', member.username, address(email, true));
  await give(ann, `between-${next()}@life.example`);
  await give(bob, ann.attributes.email);
  await give(ann, bob.attributes.email);
}

function ofSomebody(does: (world: World, member: Member) => Promise<unknown>): Deed {
  return async (world) => {
    const member = pick(await world.pool.members(), world.random);
    if (member) await does(world, member);
  };
}

function isNative({ status }: Member): boolean {
  return status !== 'EXTERNAL_PROVIDER' && status !== 'UNCONFIRMED';
}

function address(email: string, verified: boolean) {
  return { UserAttributes: attributeList({ email, email_verified: String(verified) }) };
}

function names(number: number): Record<string, string> {
  return { name: `Life Ünï-${number} O'Neil`, phone_number: `+1555${String(number).padStart(7, '0')}` };
}

function pick<Thing>(things: readonly Thing[], random: () => number): Thing | undefined {
  return things[Math.floor(random() * things.length)];
}
