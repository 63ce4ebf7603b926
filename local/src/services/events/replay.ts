/** A replay and how far it has come. */
export interface Replay {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly archiveArn: string;
  readonly destination: Destination;
  readonly from: number;
  readonly to: number;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly lastReplayed?: number;
  readonly state: 'STARTING' | 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';
}

/** Which bus, and which of its rules; all when none is named. */
export interface Destination {
  readonly Arn?: string;
  readonly FilterArns?: readonly string[];
}

/** Epoch seconds over HTTP, a date or ISO 8601 text from within the process. */
export type Moment = number | string | Date;

/** A replay as the API shows it. */
export function presentReplay({
  name,
  archiveArn,
  state,
  from,
  to,
  lastReplayed,
  startedAt,
  endedAt,
}: Replay) {
  return {
    ReplayName: name,
    EventSourceArn: archiveArn,
    State: state,
    EventStartTime: new Date(from),
    EventEndTime: new Date(to),
    EventLastReplayedTime: lastReplayed === undefined ? undefined : new Date(lastReplayed),
    ReplayStartTime: new Date(startedAt),
    ReplayEndTime: endedAt === undefined ? undefined : new Date(endedAt),
  };
}

/** NaN when there is none. */
export function milliseconds(moment: Moment = NaN): number {
  return typeof moment === 'number' ? moment * 1000 : new Date(moment).getTime();
}
