import type { Json, JsonObject } from '../expressions/json';
import type { Entry, Scope } from './execution';

/** Where a line of states stands, as JSON: enough to go on from there. */
export interface Standing {
  readonly entry: Entry;
  readonly variables: JsonObject;
  /** Last event of the line. */
  readonly previous: number;
  /** The branches or iterations of the state that it is in, once they have begun. */
  readonly lines?: readonly LineStanding[];
}

/** A branch or iteration that is done has an output; any other stands somewhere, or has not come into a state. */
export interface LineStanding {
  readonly index: number;
  readonly output?: Json;
  readonly at?: Standing;
}

/** Where the line of a scope stands; undefined before its first state. */
export function standingOf({ entry, variables, previous, lines }: Scope): Standing | undefined {
  return entry && { entry, variables, previous, lines: lines?.map(lineStanding) };
}

/** The same place at another time, with an event of its own behind it: what waits, waits anew. */
export function standingAgain(standing: Standing, now: number, previous: number): Standing {
  const { entry, lines } = standing;
  return {
    ...standing,
    entry: { ...entry, enteredTime: now },
    previous,
    lines: lines?.map((line) => ({ ...line, at: line.at && standingAgain(line.at, now, previous) })),
  };
}

function lineStanding({ index, scope, status, output }: NonNullable<Scope['lines']>[number]): LineStanding {
  return status === 'succeeded' ? { index, output } : { index, at: standingOf(scope) };
}
