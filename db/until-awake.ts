/** How long to wait for a database, and how. */
export interface Patience {
  /** Milliseconds left for everything that is still to do. */
  readonly remaining: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Left for the work itself, after the waiting, in ms. */
const RESERVE = 30_000;

/**
 * An auto-paused cluster wakes in about 15–30 s ("Scaling to zero ACUs"). A new one has no instance for a while, and its
 * Data API comes up after it: until then it "is not enabled".
 */
const ASLEEP = new Set([
  'DatabaseResumingException',
  'DatabaseUnavailableException',
  'DatabaseNotFoundException',
  'HttpEndpointNotEnabledException',
  'ServiceUnavailableError',
  'InternalServerErrorException',
  // The connection, and the transaction with it, was lost on the way.
  'TransactionNotFoundException',
]);

/** How the same is said in errors that have no name of their own. */
const OLDER_FORMS = /Communications link failure|HttpEndpoint is not enabled/i;

/** Does something, again and again while the database is not there yet, for as long as the time allows. */
export async function untilAwake<Result>(
  patience: Patience,
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (let wait = 1_000; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isAsleep(error) || patience.remaining() < wait + RESERVE) throw error;
      await patience.sleep(wait);
    }
  }
}

/** Whether an error says that the database is not there yet. The migration runner wraps errors to say which statement failed, so the cause counts too. */
export function isAsleep(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const older = error.name === 'BadRequestException' && OLDER_FORMS.test(error.message);
  return ASLEEP.has(error.name) || older || isAsleep(error.cause);
}
