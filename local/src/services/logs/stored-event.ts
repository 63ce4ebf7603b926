/** One log event; `sequence` orders events of the same millisecond and is never given twice in a group. */
export interface StoredEvent {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly stream: string;
  readonly message: string;
}

/** A place in a group: behind every event that is older, or as old with a smaller sequence. */
export interface Position {
  readonly timestamp: number;
  readonly sequence: number;
}

/** Negative when one stands before the other. */
export function compare(one: Position, other: Position): number {
  return one.timestamp - other.timestamp || one.sequence - other.sequence;
}

/** Where in events that are in order a position is. */
export function indexOf(events: readonly StoredEvent[], position: Position): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(events[middle] as StoredEvent, position) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
