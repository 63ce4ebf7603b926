import { bytesByState, loggedRegistration } from '../statemachine/logged-registration';
import { round, type Figure } from './measure';

/** Bytes of execution log that CloudWatch asks money for, for a registration that goes well. */
export async function benchLogBytes(): Promise<Figure[]> {
  const states = [...bytesByState(await loggedRegistration())];
  const all = states.reduce((sum, [, bytes]) => sum + bytes, 0);
  return [['a registration', all] as const, ...states].map(([name, bytes]) => ({
    name: `execution log, ${name}`,
    value: round(bytes / 1000),
    unit: 'kB',
  }));
}
