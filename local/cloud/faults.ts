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
  /** Text that must stand somewhere in the input's JSON, such as a function's name or a user's id. */
  readonly input?: string;
  /** The call fails with this error. */
  readonly error?: { readonly code: string; readonly message?: string; readonly status?: number };
  /** The call is not made and this is its answer, such as a half-failed `PutEvents`. */
  readonly response?: Readonly<Record<string, unknown>>;
  /** Cloud milliseconds that the call waits first. */
  readonly delay?: number;
  /** The call takes effect and then fails with `error`: its answer is lost. */
  readonly afterEffect?: boolean;
  /** The call is made twice; the second answer counts. */
  readonly duplicate?: boolean;
  /** How many calls it hits; all until it is removed when left out. */
  readonly times?: number;
  /** Share of the calls that it hits, 0 to 1. */
  readonly rate?: number;
}

/** The faults that are set, in order; the first that fits a call hits it. */
export class Faults {
  private readonly active = new Map<string, { fault: Fault; hits: number }>();
  private next = 1;

  constructor(private readonly random: () => number = Math.random) {}

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
    return [...this.active].map(([id, entry]) => ({ id, ...entry }));
  }

  /** The fault that hits this call, counted; undefined when none does. */
  hit(call: Call, input: object): Fault | undefined {
    for (const entry of this.active.values()) {
      const { fault } = entry;
      if (fault.times !== undefined && entry.hits >= fault.times) continue;
      if (!fits(fault, call, input)) continue;
      if (fault.rate !== undefined && this.random() >= fault.rate) continue;
      entry.hits++;
      return fault;
    }
    return undefined;
  }
}

/** The error of a fault as the service would answer it. */
export function faultError(fault: Fault): AwsError | undefined {
  return (
    fault.error &&
    new AwsError(fault.error.code, fault.error.message ?? 'Injected fault', fault.error.status ?? 400)
  );
}

function fits(fault: Fault, call: Call, input: object): boolean {
  if (fault.service !== call.service) return false;
  if (fault.operation !== undefined && fault.operation !== call.operation) return false;
  if (fault.caller !== undefined && !call.caller.includes(fault.caller)) return false;
  return fault.input === undefined || inputText(input).includes(fault.input);
}

/** The input as JSON, a payload in it as the text that it is. */
function inputText(input: object): string {
  return JSON.stringify(input, function (this: Record<string, unknown>, key, value: unknown) {
    const member = this[key];
    return member instanceof Uint8Array ? Buffer.from(member).toString() : value;
  });
}
