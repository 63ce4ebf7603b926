import type { SdkClient } from './failed-operation';

/** The header is whole seconds, and the way back takes time: what differs less is no difference. */
const EXACT = 3_000;

/** The time as the services have it. A laptop's clock may be off, and then "since 15m" would look into another quarter. */
export class CloudClock {
  private ahead = 0;

  now(): number {
    return Date.now() + this.ahead;
  }

  /** Compares the clocks whenever this client is answered. */
  readFrom({ middlewareStack }: SdkClient): void {
    middlewareStack.add(
      (next) => async (args) => {
        const result = (await next(args)) as { response?: unknown };
        this.compare(dateOf(result.response));
        return result;
      },
      { step: 'initialize', name: 'compareClocks' },
    );
  }

  private compare(theirs: number): void {
    if (Number.isNaN(theirs)) return;
    const ahead = theirs - Date.now();
    this.ahead = Math.abs(ahead) < EXACT ? 0 : ahead;
  }
}

function dateOf(response: unknown): number {
  const { headers = {} } = (response ?? {}) as { headers?: Readonly<Record<string, string>> };
  // An endpoint whose time can be moved says here what it is.
  return Date.parse(headers['x-local-time'] ?? headers.date ?? '');
}
