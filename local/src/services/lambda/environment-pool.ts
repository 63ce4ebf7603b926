import { availableParallelism } from 'node:os';

/** What the pool needs to know of an environment. */
export interface Pooled {
  readonly alive: boolean;
  dispose(): void;
}

/** Live environments of one function at a time; further invocations wait for one. Lambda has a thousand, a laptop a few cores. */
const MOST = Math.max(4, 2 * availableParallelism());

/** Idle environments end after so long, in real time: they hold real memory. Lambda does not say how long it keeps them. */
const IDLE_MS = 5 * 60_000;

/** The warm execution environments of one function version; the one used last is used first. */
export class EnvironmentPool<Environment extends Pooled> {
  private readonly idle: Environment[] = [];
  private readonly live = new Set<Environment>();
  private readonly waiting: ((environment: Environment) => void)[] = [];
  private isRetired = false;
  private readonly reapers = new Map<Environment, NodeJS.Timeout>();

  constructor(
    private readonly start: () => Environment,
    private readonly most = MOST,
  ) {}

  async acquire(): Promise<Environment> {
    const warm = this.takeIdle();
    if (warm) return warm;
    if (this.live.size < this.most) return this.startOne();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Starts one environment ahead of the first invocation, unless there is one already. */
  warm(): Environment | undefined {
    return this.live.size > 0 ? undefined : this.startOne();
  }

  release(environment: Environment): void {
    if (!environment.alive) return this.replace(environment);
    const next = this.waiting.shift();
    if (next) return next(environment);
    if (this.isRetired) return environment.dispose();
    this.idle.push(environment);
    this.reapers.set(environment, setTimeout(() => this.reap(environment), IDLE_MS).unref());
  }

  /** Ends every environment; invocations under way end as crashed. */
  dispose(): void {
    for (const timer of this.reapers.values()) clearTimeout(timer);
    for (const environment of this.live) environment.dispose();
    this.live.clear();
    this.idle.length = 0;
  }

  /** Ends every environment as soon as it is idle: another pool takes the invocations that come. */
  retire(): void {
    this.isRetired = true;
    for (const environment of [...this.idle]) this.reap(environment);
  }

  private takeIdle(): Environment | undefined {
    for (let found = this.idle.pop(); found; found = this.idle.pop()) {
      clearTimeout(this.reapers.get(found));
      this.reapers.delete(found);
      if (found.alive) return found;
      this.live.delete(found);
    }
    return undefined;
  }

  private startOne(): Environment {
    const environment = this.start();
    this.live.add(environment);
    return environment;
  }

  private replace(ended: Environment): void {
    this.live.delete(ended);
    const next = this.waiting.shift();
    if (next) next(this.startOne());
  }

  private reap(environment: Environment): void {
    clearTimeout(this.reapers.get(environment));
    this.idle.splice(this.idle.indexOf(environment), 1);
    this.reapers.delete(environment);
    this.live.delete(environment);
    environment.dispose();
  }
}
