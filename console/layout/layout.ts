import { connect, type Passing, type Way } from './connect';
import { type Box, cropped, type Drawing, moved, sideBySide, SMALL } from './drawing';
import { findRows, type Rows } from './rows';
import { type Spot, straighten } from './straighten';
import type { Step, Transition, WorkflowGraph } from './workflow-graph';

const HEIGHT = 46;
/** Room above the machines that stand inside a state, for its name. */
const HEAD = 48;
const INSET = 14;
/** Room beside a state that goes to itself. */
const LOOP = 60;

/**
 * Puts every step in its place: dagre finds the rows and the order in them, so that few lines cross; then the way that goes well is
 * made straight. The same graph always gets the same drawing; loops are fine.
 */
export function layOut(workflow: WorkflowGraph): Drawing {
  const inner = new Map(workflow.steps.map((step) => [step.name, sideBySide(step.inner.map(layOut))]));
  const inside = (name: string) => inner.get(name) as Drawing;
  const sizes = new Map(workflow.steps.map((step) => [step.name, sizeOf(step, inside(step.name))]));
  const { boxes, lines } = place(workflow, findRows(workflow, sizes));
  const within = boxes.map(({ name, x, y }) => moved(inside(name), x + INSET, y + HEAD));
  return cropped(
    [...boxes, ...within.flatMap((drawing) => drawing.boxes)],
    [...lines, ...within.flatMap((drawing) => drawing.lines)],
  );
}

function sizeOf({ name, calls, type }: Step, inside: Drawing): { width: number; height: number } {
  const width = Math.round(58 + Math.max(name.length * 7.6, (calls || type).length * SMALL));
  if (inside.boxes.length === 0) return { width, height: HEIGHT };
  return { width: Math.max(width, inside.width + 2 * INSET), height: inside.height + HEAD + INSET };
}

/** Steps and the places where lines pass between them, straightened; then the lines are connected to their steps. */
function place({ steps, transitions }: WorkflowGraph, rows: Rows): Pick<Drawing, 'boxes' | 'lines'> {
  const onMain = new Set(transitions.flatMap(({ isMain, from, to }) => (isMain ? [from, to] : [])));
  const loops = new Set(transitions.filter(({ from, to }) => from === to).map(({ from }) => from));
  const spots = new Map(
    steps.map(({ name }): [string, Spot] => {
      const { x, y, width } = rows.place(name);
      const room = width + (loops.has(name) ? LOOP : 0);
      return [name, { x, y, width: room, neighbours: [], isMain: onMain.has(name) }];
    }),
  );
  const ways = transitions.flatMap((way, index) => wayOf(way, rows.passage(index)));
  for (const { way, passing } of ways)
    link([spots.get(way.from) as Spot, ...passing, spots.get(way.to) as Spot]);
  straighten([...spots.values(), ...ways.flatMap(({ passing }) => passing)]);
  const boxes = steps.map((step): Box => {
    const { y, width, height } = rows.place(step.name);
    const { x } = spots.get(step.name) as Spot;
    return { ...step, x: x - width / 2, y: y - height / 2, width, height };
  });
  return { boxes, lines: connect(boxes, ways) };
}

function wayOf(way: Transition, passage: ReturnType<Rows['passage']>): Way[] {
  if (!passage) return [];
  if (way.from === way.to) return [{ way, passing: [] }];
  const { points, label } = passage;
  const passing = points.map(({ x, y }): Passing => {
    const isLabel = way.label !== '' && Math.abs(y - label.y) < 0.5;
    return { x, y, isLabel, width: isLabel ? label.width : 0, neighbours: [], isMain: way.isMain };
  });
  return [{ way, passing }];
}

/** A line wants to stay straight between two steps more than a step wants to stand under another. */
function link(chain: readonly Spot[]): void {
  for (const [index, spot] of chain.entries()) {
    const next = chain[index + 1];
    if (!next || next === spot) return;
    const weight = index > 0 && index < chain.length - 2 ? 40 : 1;
    spot.neighbours.push({ spot: next, weight });
    next.neighbours.push({ spot, weight });
  }
}
