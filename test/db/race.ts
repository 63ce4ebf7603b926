import type { Session, TestDatabase } from './engine';

/** One who races: gets a session of its own and the number of the round. */
export type Contender = (session: Session, round: number) => Promise<unknown>;

/** How a contender fared: what it answered, or the SQLSTATE of its error. */
export type Outcome = { answer: unknown; failed?: undefined } | { answer?: undefined; failed: string };

/**
 * Lets the contenders start at once, again and again, each in a session of its own; two such groups run side by side, on
 * rounds of their own, so that groups disturb each other too. Checks each round when it is over.
 */
export async function race(
  database: TestDatabase,
  rounds: number,
  contenders: readonly (readonly [login: 'workflow' | 'application', Contender])[],
  check: (outcomes: Outcome[], round: number) => void | Promise<void>,
): Promise<void> {
  const group = async (first: number) => {
    const sessions = await Promise.all(contenders.map(([login]) => connect(database, login)));
    for (let round = first; round < rounds; round += 2) {
      const outcomes = contenders.map(([, contender], index) =>
        outcome(contender(sessions[index] as Session, round)),
      );
      await check(await Promise.all(outcomes), round);
    }
  };
  await Promise.all([group(0), group(1)]);
}

function connect(database: TestDatabase, login: 'workflow' | 'application'): Promise<Session> {
  return login === 'workflow' ? database.connect('registration_workflow') : database.connect();
}

async function outcome(running: Promise<unknown>): Promise<Outcome> {
  try {
    return { answer: await running };
  } catch (error) {
    return { failed: (error as { code?: string }).code ?? String(error) };
  }
}
