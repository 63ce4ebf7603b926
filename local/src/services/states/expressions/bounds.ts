import type { Expression } from 'jsonata';

/**
 * Bounds of one evaluation: 100 nested evaluations, and a single value of 873,782 numbers or 6,990,256 characters (measured on
 * Step Functions). AWS names no time; one second is assumed, which another service of AWS gives the JSONata of its users.
 */
export const BOUNDS = { milliseconds: 1000, depth: 100, bytes: 6_990_256, rangeElements: 360_145 };

export const MEMORY_EXCEEDED =
  'Expression evaluation memory limit exceeded: Check for excessive memory usage';
export const TIMED_OUT = 'Expression evaluation timeout: Check for infinite loop';
/** From this size on the clock is worth a look. */
const LARGE = 8000;
const TOO_DEEP =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';

/** An evaluation that went over a bound; it has no JSONata code. */
export class BoundsError extends Error {}

/** What one evaluation has used; it travels as a variable whose name no expression can write. */
export interface Budget {
  depth: number;
  steps: number;
  readonly began: Reading;
}

/** What this process had worked at a time. */
interface Reading {
  readonly at: number;
  readonly worked: NodeJS.CpuUsage;
}

export const BUDGET = ' budget';

export function newBudget(): Budget {
  return { depth: 0, steps: 0, began: recentReading() };
}

let reading: Reading | undefined;
/** Asking the system what a process has worked takes longer than most expressions. */
const READING_MS = 50;

/** A reading that is no older than some milliseconds. */
function recentReading(): Reading {
  const now = performance.now();
  if (!reading || now - reading.at > READING_MS) reading = { at: now, worked: process.cpuUsage() };
  return reading;
}

interface Frame {
  lookup(name: string): unknown;
}

/** Makes every evaluation of a compiled expression keep to the bounds, each with its own budget. */
export function bound(expression: Expression): void {
  const hooks = expression as unknown as { assign(name: symbol, hook: unknown): void };
  hooks.assign(Symbol.for('jsonata.__evaluate_entry'), enter);
  hooks.assign(Symbol.for('jsonata.__evaluate_exit'), leave);
}

function enter(_node: unknown, _input: unknown, frame: Frame): void {
  const budget = frame.lookup(BUDGET) as Budget;
  if (++budget.depth > BOUNDS.depth) throw new BoundsError(TOO_DEEP);
  // Reading the clock costs more than a step; every 64th is often enough.
  if ((++budget.steps & 63) === 0 && isOver(budget)) throw new BoundsError(TIMED_OUT);
}

/**
 * A machine that is busy with other things takes nothing from an evaluation: its second is one of this process's own work, in
 * which other evaluations and threads of the process have their part. So it only ever gets longer than a second, which is counted from
 * the end of the reading's age.
 */
function isOver({ began: { at, worked } }: Budget): boolean {
  const limit = BOUNDS.milliseconds + READING_MS;
  if (performance.now() <= at + limit) return false;
  const { user, system } = process.cpuUsage(worked);
  return user + system > limit * 1000;
}

function leave(_node: unknown, _input: unknown, frame: Frame, result: unknown): void {
  const budget = frame.lookup(BUDGET) as Budget;
  budget.depth--;
  const bytes = typeof result === 'string' ? result.length : Array.isArray(result) ? result.length * 8 : 0;
  if (bytes > BOUNDS.bytes) throw new BoundsError(MEMORY_EXCEEDED);
  // What is done with many values, such as a join by `@`, takes long without an evaluation in between.
  if (bytes > LARGE && isOver(budget)) throw new BoundsError(TIMED_OUT);
}
