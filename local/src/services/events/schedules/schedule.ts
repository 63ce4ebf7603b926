/** When a rule is due; times in epoch milliseconds. */
export interface Schedule {
  /** The first time after `after` that the schedule, which runs since `from`, is due; undefined when it never is again. */
  next(after: number, from: number): number | undefined;
}
