/** Lets one holder in at a time, in order of arrival. */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Resolves with the function that ends the turn; rejects with the signal's reason when it aborts before the turn comes. */
  async take(signal?: AbortSignal): Promise<() => void> {
    const before = this.last;
    let end!: () => void;
    const mine = new Promise<void>((resolve) => (end = resolve));
    this.last = before.then(() => mine);
    try {
      await Promise.race([before, aborted(signal)]);
    } catch (error) {
      end();
      throw error;
    }
    return end;
  }
}

function aborted(signal?: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal?.reason as Error);
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
