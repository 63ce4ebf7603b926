/** Of the requests after the first in a second, this share is traced. */
const SHARE = 0.05;

/**
 * Which invocations of a function that traces actively are traced: the first in a second, and one in twenty of the others (X-Ray
 * developer guide, "Configuring sampling rules"). The tracer does the work of a trace for these alone, as in AWS.
 */
export class TraceSampling {
  private second: number | undefined;

  constructor(private readonly random: () => number = Math.random) {}

  /** Whether the next one is, at a time in milliseconds. */
  takes(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second === this.second) return this.random() < SHARE;
    this.second = second;
    return true;
  }
}
