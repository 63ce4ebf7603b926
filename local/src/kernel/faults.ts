import { AwsError } from './aws-error';
import type { Call } from './service';

/** A fault on demand: what it hits, what happens, how often. */
export interface Fault {
  /** Signing name of the service it hits, such as `rds-data`. */
  readonly service: string;
  /** Operation it hits; every operation when left out. */
  readonly operation?: string;
  /** Part of the caller's name, such as `UpsertUser`; see `Call.caller`. */
  readonly caller?: string;
  /** Text that must stand somewhere in the input's JSON, such as a function's name or a user's id; of several, each. */
  readonly input?: string | readonly string[];
  /** The call fails with this error. */
  readonly error?: { readonly code: string; readonly message?: string; readonly status?: number };
  /** The call is not made and this is its answer, such as a half-failed `PutEvents`. */
  readonly response?: Readonly<Record<string, unknown>>;
  /** Cloud milliseconds that the call waits: before it takes effect, or with its answer when `afterEffect` is set. */
  readonly delay?: number;
  /** The call takes effect first; then its answer is lost (`error`), replaced (`response`) or late (`delay`). */
  readonly afterEffect?: boolean;
  /** The function that this call invokes is killed so many real milliseconds after it began. */
  readonly crash?: number;
  /** The page of a list has so many things at most, and a token of the rest: 0 is an empty page. */
  readonly pageSize?: number;
  /** The list is answered as it stood so many cloud milliseconds ago. */
  readonly stale?: number;
  /** The call is made twice; the second answer counts. */
  readonly duplicate?: boolean;
  /** How many calls it hits; all until it is removed when left out. */
  readonly times?: number;
  /** An outage: it is over so many cloud milliseconds after its first hit. */
  readonly lasts?: number;
  /** Share of the calls that it hits, 0 to 1. */
  readonly rate?: number;
}

interface Active {
  readonly fault: Fault;
  hits: number;
  /** Cloud time of the first hit. */
  since?: number;
}

/** The faults that are set, in order; the first that fits a call hits it. */
export class Faults {
  private readonly active = new Map<string, Active>();
  private next = 1;

  constructor(
    private readonly random: () => number = Math.random,
    private readonly now: () => number = Date.now,
  ) {}

  add(fault: Fault): string {
    const id = `fault-${this.next++}`;
    this.active.set(id, { fault, hits: 0 });
    return id;
  }

  remove(id: string): boolean {
    return this.active.delete(id);
  }

  clear(): void {
    this.active.clear();
  }

  list(): { id: string; fault: Fault; hits: number }[] {
    return [...this.active].map(([id, { fault, hits }]) => ({ id, fault, hits }));
  }

  /** The fault that hits this call, counted; undefined when none does. */
  hit(call: Call, input: object): Fault | undefined {
    let text: string | undefined;
    for (const entry of this.active.values()) {
      const { fault } = entry;
      if (!fits(fault, call) || this.isOver(entry)) continue;
      if (fault.input !== undefined && !holds((text ??= inputText(input)), fault.input)) continue;
      if (fault.rate !== undefined && this.random() >= fault.rate) continue;
      entry.hits++;
      entry.since ??= this.now();
      return fault;
    }
    return undefined;
  }

  private isOver({ fault, hits, since }: Active): boolean {
    if (fault.times !== undefined && hits >= fault.times) return true;
    return fault.lasts !== undefined && since !== undefined && this.now() >= since + fault.lasts;
  }
}

/** The error of a fault as the service would answer it. */
export function faultError(fault: Fault): AwsError | undefined {
  return (
    fault.error &&
    new AwsError(fault.error.code, fault.error.message ?? 'Injected fault', fault.error.status ?? 400)
  );
}

function fits(fault: Fault, call: Call): boolean {
  if (fault.service !== call.service) return false;
  if (fault.operation !== undefined && fault.operation !== call.operation) return false;
  return fault.caller === undefined || call.caller.includes(fault.caller);
}

function holds(text: string, wanted: string | readonly string[]): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.every((each) => text.includes(each));
}

/** The input as JSON, a payload in it as the text that it is. */
function inputText(input: object): string {
  return JSON.stringify(input, function (this: Record<string, unknown>, key, value: unknown) {
    const member = this[key];
    return member instanceof Uint8Array ? Buffer.from(member).toString() : value;
  });
}
