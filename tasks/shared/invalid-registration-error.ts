/** One thing that is wrong with an event: where, and what is expected there. Never the value. */
export interface Problem {
  readonly path: string;
  readonly expected: string;
}

/** This registration can never succeed as it is. Its message is stored and sent to operators: no personal data in it. */
export class InvalidRegistrationError extends Error {
  override readonly name = 'InvalidRegistrationError';
  readonly problems: readonly Problem[];

  /** Of several problems of one member the first is kept: the others follow from it. */
  constructor(problems: readonly Problem[]) {
    const firstOfEach = problems.filter(
      ({ path }, at) => problems.findIndex((other) => other.path === path) === at,
    );
    super(
      `Invalid registration: ${firstOfEach.map(({ path, expected }) => `${path} ${expected}`).join('; ')}`,
    );
    this.problems = firstOfEach;
  }
}
