/** The failure of a state: the error name that Retry and Catch select, and its cause. Either may be missing. */
export class StateError extends Error {
  override readonly name = 'StateError';

  constructor(
    readonly error: string | undefined,
    override readonly cause: string | undefined,
    /** The event that says so is in the history already. */
    readonly recorded = false,
  ) {
    super(`${error ?? 'no error name'}: ${cause ?? 'no cause'}`);
  }
}

/** A failure of the interpreter to go on, which nothing catches. */
export function runtimeError(cause: string): StateError {
  return new StateError('States.Runtime', cause);
}

/** Work was stopped from outside: its execution or what stands around it has ended. Nothing catches it. */
export class Interrupted extends Error {
  override readonly name: string = 'Interrupted';
}
