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
  readonly state: 'STARTING' | 'COMPLETED';
}

/** Which bus, and which of its rules; all when none is named. */
export interface Destination {
  readonly Arn?: string;
  readonly FilterArns?: readonly string[];
}

/** Epoch seconds over HTTP, a date or ISO 8601 text from within the process. */
export type Moment = number | string | Date;

/** A replay as the API shows it. */
export function presentReplay(replay: Replay) {
  const { lastReplayed, endedAt } = replay;
  return {
    ReplayArn: replay.arn,
    ReplayName: replay.name,
    Description: replay.description,
    EventSourceArn: replay.archiveArn,
    Destination: replay.destination,
    State: replay.state,
    EventStartTime: new Date(replay.from),
    EventEndTime: new Date(replay.to),
    EventLastReplayedTime: lastReplayed === undefined ? undefined : new Date(lastReplayed),
    ReplayStartTime: new Date(replay.startedAt),
    ReplayEndTime: endedAt === undefined ? undefined : new Date(endedAt),
  };
}

/** NaN when there is none. */
export function milliseconds(moment: Moment = NaN): number {
  return typeof moment === 'number' ? moment * 1000 : new Date(moment).getTime();
}
