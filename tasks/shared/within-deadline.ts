/**
 * Result of `work`, or a `TimeoutError` once `milliseconds` are over. The signal tells the work to stop; a client
 * that sleeps between two attempts does not hear it, so the caller does not wait for it either.
 */
export async function withinDeadline<Result>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const signal = AbortSignal.timeout(milliseconds);
  const deadline = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([work(signal), deadline]);
}
