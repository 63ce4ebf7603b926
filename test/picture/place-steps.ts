import type { Lanes } from './lanes';
import type { Step, Transition, WorkflowGraph } from './workflow-graph';

/** Where a step stands: its lane and row, and in pixels its centre and its size. */
export interface Box {
  readonly lane: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const BOX_HEIGHT = 44;
export const MARGIN = 16;
const ROW_HEIGHT = 78;
/** Room for the lines that pass by a lane. */
const GAP = 64;

/** Every step in its lane, below all the steps that lead to it. */
export function placeSteps({ steps, transitions }: WorkflowGraph, { columns }: Lanes): Map<string, Box> {
  const boxes = new Map<string, Box>();
  let left = MARGIN;
  for (const [lane, names] of columns.entries()) {
    const width = Math.max(...steps.filter(({ name }) => names.includes(name)).map(widthOf));
    for (const step of steps.filter(({ name }) => names.includes(name))) {
      const row = rowOf(step.name, transitions);
      const y = MARGIN + BOX_HEIGHT / 2 + row * ROW_HEIGHT;
      boxes.set(step.name, { lane, row, x: left + width / 2, y, width: widthOf(step), height: BOX_HEIGHT });
    }
    left += width + GAP;
  }
  for (const { name } of steps)
    if (!boxes.has(name)) throw new Error(`${name} stands in no lane: give it one in statemachine/lanes.ts.`);
  return boxes;
}

/** Length of the longest way to a step. */
function rowOf(name: string, transitions: readonly Transition[]): number {
  const before = transitions.filter(({ to }) => to === name);
  return Math.max(0, ...before.map(({ from }) => rowOf(from, transitions) + 1));
}

function widthOf({ name, calls }: Step): number {
  return 28 + Math.max(name.length * 7.8, calls.length * 5.8);
}
