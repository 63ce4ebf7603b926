import { deployedDatabase } from './deployed-database';
import type { Session } from './engine';
import { onServer } from './on-every-database';
import { POOL, registerAsking, type Pool } from './pool';
import { race, type Outcome } from './race';
import { register, rollBack, type Answer, type Registration } from './registering';

const LATER = '2026-01-02T00:00:00.000Z';
const LAST = '2026-01-03T00:00:00.000Z';

jest.setTimeout(120_000);

onServer((engine) => {
  const database = deployedDatabase(engine);
  const person = (who: string, round: number, but: Partial<Registration> = {}) => ({
    ...{ envelope_id: `${who}-${round}`, cognito_id: sub(who, round), user_id: `${who}-${round}` },
    ...{ username: sub(who, round), email: mail(who, round), user_pool_id: POOL, ...but },
  });
  const signUp = (who: string, round: number) => register(database.owner, person(who, round));
  const emails = async (round: number) =>
    (
      await database.owner.query(
        `SELECT split_part(id, '-', 1) AS who, email FROM users WHERE id LIKE $1 ORDER BY id`,
        [`%-${round}`],
      )
    ).map(({ who, email }) => `${String(who)} ${String(email)}`);
  const operations = (outcomes: readonly Outcome[]) =>
    outcomes.map(({ answer, failed }) => failed ?? (answer as Answer).operation);
  const prepare = async (rounds: number, ...people: string[]) => {
    for (let round = 0; round < rounds; round++) for (const who of people) await signUp(who, round);
  };

  it('two who swapped their addresses come at once: both have their new one', async () => {
    await prepare(150, 'ann', 'bob');
    const swap = (who: string, other: string) => (session: Session, round: number) =>
      registerAsking(
        session,
        {
          [sub(who, round)]: { email: mail(other, round), modified_at: LATER },
          [sub(other, round)]: { email: mail(who, round), modified_at: LATER },
        },
        person(who, round, {
          envelope_id: `swap-${who}-${round}`,
          email: mail(other, round),
          occurred_at: LATER,
        }),
      );

    await race(
      database.owner,
      150,
      [workflow(swap('ann', 'bob')), workflow(swap('bob', 'ann'))],
      async (outcomes, round) => {
        expect(['updated', 'unchanged']).toEqual(
          expect.arrayContaining([...new Set(operations(outcomes))].sort()),
        );
        expect(await emails(round)).toEqual([`ann ${mail('bob', round)}`, `bob ${mail('ann', round)}`]);
      },
    );
  });

  it('two newcomers want the address of one who is gone: one has it, the other hears who', async () => {
    await prepare(150, 'ann');
    const claim = (who: string, rival: string) => (session: Session, round: number) =>
      registerAsking(
        session,
        { [sub(rival, round)]: { email: mail('ann', round), modified_at: LATER } },
        person(who, round, { email: mail('ann', round), occurred_at: LATER }),
      );

    await race(
      database.owner,
      150,
      [workflow(claim('bob', 'cid')), workflow(claim('cid', 'bob'))],
      async (outcomes, round) => {
        expect(operations(outcomes).sort()).toEqual(['created', 'email_in_use']);
        expect((await emails(round))[0]).toBe(`ann released+ann-${round}@example.invalid`);
      },
    );
  });

  it('a holder who changes again meanwhile has what is newest, and the newcomer the address', async () => {
    await prepare(150, 'ann');
    const newcomer = (session: Session, round: number) =>
      registerAsking(
        session,
        { [sub('ann', round)]: { email: mail('old', round), modified_at: LATER } },
        person('bob', round, { email: mail('ann', round), occurred_at: LATER }),
      );
    const changes = (session: Session, round: number) =>
      register(
        session,
        person('ann', round, {
          envelope_id: `new-${round}`,
          email: mail('new', round),
          occurred_at: LAST,
        }),
      );

    await race(database.owner, 150, [workflow(newcomer), workflow(changes)], async (outcomes, round) => {
      expect(operations(outcomes)).toEqual(['created', 'updated']);
      expect(await emails(round)).toEqual([`ann ${mail('new', round)}`, `bob ${mail('ann', round)}`]);
    });
  });

  it('a roll-back and a replay beside it leave the newcomer registered or not, and nobody else changed', async () => {
    await prepare(100, 'ann');
    const heal = (session: Session, round: number) =>
      registerAsking(session, {}, person('bob', round, { email: mail('ann', round), occurred_at: LATER }));
    const takeBack = (session: Session, round: number) => rollBack(session, `bob-${round}`);

    await race(
      database.owner,
      100,
      [workflow(heal), workflow(takeBack), workflow(heal)],
      async (outcomes, round) => {
        expect(outcomes.filter(({ failed }) => failed)).toEqual([]);
        expect((await emails(round))[0]).toBe(`ann released+ann-${round}@example.invalid`);
        await heal(database.owner, round);
        expect((await emails(round))[1]).toBe(`bob ${mail('ann', round)}`);
      },
    );
  });

  it('whatever addresses four people pass around, the table ends as the pool', async () => {
    const people = ['ann', 'bob', 'cid', 'dot'];
    await prepare(1, ...people);
    const pool: Pool = {};
    let clock = Date.parse(LAST);
    // Cognito: an address has one owner at a time, who leaves the former one behind.
    const change = (who: string) => {
      const wanted = mail(pick(['w', 'x', 'y', 'z', 'v']), 0);
      const owner = people.find((one) => pool[sub(one, 0)]?.email === wanted);
      if (owner && owner !== who) return;
      pool[sub(who, 0)] = { email: wanted, modified_at: new Date(++clock).toISOString() };
    };
    const tell = (session: Session, who: string) => {
      const { email = mail(who, 0), modified_at = LATER } = pool[sub(who, 0)] ?? {};
      const event = { envelope_id: `${who}-${modified_at}`, email, occurred_at: modified_at };
      return registerAsking(session, pool, person(who, 0, event));
    };
    people.forEach(change);

    await race(
      database.owner,
      200,
      people.slice(0, 3).map(() =>
        workflow((session) => {
          const who = pick(people);
          change(who);
          return tell(session, who);
        }),
      ),
      (outcomes) => expect(outcomes.filter(({ failed }) => failed)).toEqual([]),
    );
    // Two rounds: who waits for an address with a placeholder gets it when its holder has been told.
    for (const who of [...people, ...people]) await tell(database.owner, who);

    expect(await emails(0)).toEqual(people.map((who) => `${who} ${pool[sub(who, 0)]?.email}`));
  });
});

const sub = (who: string, round: number) => `${who}-sub-${round}`;
const mail = (who: string, round: number) => `${who}-${round}@example.org`;
const workflow = (contender: Parameters<typeof race>[2][number][1]) => ['workflow', contender] as const;

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(Math.random() * items.length)] as Item;
}
