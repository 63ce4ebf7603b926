/** How an execution ended. */
export interface Ending {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** An execution that runs. */
export interface Started {
  readonly name: string;
  readonly arn: string;
  readonly startTime: number;
  readonly ending: Promise<Ending>;
}
