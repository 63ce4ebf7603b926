/** An event as targets get it, members in AWS's order. */
export interface Event {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601 in whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly 'replay-name'?: string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** The same event as a replay sends it. */
export function replayed({ resources, detail, ...event }: Event, replayName: string): Event {
  return { ...event, 'replay-name': replayName, resources, detail };
}

/** `2026-01-31T12:00:00Z`. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
