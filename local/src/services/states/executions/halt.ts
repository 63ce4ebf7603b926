import { Interrupted } from '../state-error';
import type { Ending } from './ending';

/** An execution is ended from outside: its time is over, or StopExecution was called. */
export class Halt extends Interrupted {
  override readonly name = 'Halt';

  constructor(readonly ending: Ending) {
    super();
  }
}

/** The execution's time is over. */
export function timedOut(): Halt {
  return new Halt({ status: 'TIMED_OUT' });
}
