/** One thing that is wrong with an event: where, and what is expected there. Never the value. */
export interface Problem {
  readonly path: string;
  readonly expected: string;
}

/** This registration can never succeed as it is. Its message is stored and sent to operators: no personal data in it. */
export class InvalidRegistrationError extends Error {
  override readonly name = 'InvalidRegistrationError';

  constructor(readonly problems: readonly Problem[]) {
    super(`Invalid registration: ${problems.map(({ path, expected }) => `${path} ${expected}`).join('; ')}`);
  }
}
