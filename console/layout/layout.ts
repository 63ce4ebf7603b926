import { Graph, layout as dagre } from '@dagrejs/dagre';
import { connect } from './connect';
import { type Spot, straighten } from './straighten';
import type { Step, Transition, WorkflowGraph } from './workflow-graph';

export type Point = readonly [x: number, y: number];

/** A step in its place: the upper left corner and the size, in pixels. */
export interface Box extends Step {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A transition as a line through these points, and where its label stands. */
export interface Line extends Transition {
  readonly points: readonly Point[];
  readonly at?: Point;
}

/** Every step and line of a workflow, those inside a Parallel or a Map included. A box that holds others comes before them. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

const HEIGHT = 46;
/** Room above the machines that stand inside a state, for its name. */
const HEAD = 48;
const INSET = 14;
const MARGIN = 14;
/** Width of a character of small text. */
const SMALL = 6;

/**
 * Puts every step in its place. dagre finds the rows and the order in them, so that few lines cross; then the way that goes well is
 * made straight. The same graph always gets the same drawing; loops are fine.
 */
export function layOut(workflow: WorkflowGraph): Drawing {
  const inner = new Map(workflow.steps.map((step) => [step.name, sideBySide(step.inner.map(layOut))]));
  const graph = rowsAndOrders(workflow, inner);
  const { boxes, lines } = place(workflow, graph);
  const within = boxes.map((box) => moved(inner.get(box.name) as Drawing, box.x + INSET, box.y + HEAD));
  return cropped(
    [...boxes, ...within.flatMap((drawing) => drawing.boxes)],
    [...lines, ...within.flatMap((drawing) => drawing.lines)],
  );
}

function rowsAndOrders({ steps, transitions }: WorkflowGraph, inner: ReadonlyMap<string, Drawing>): Graph {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 30, ranksep: 26, edgesep: 18 });
  for (const step of steps) graph.setNode(step.name, sizeOf(step, inner.get(step.name) as Drawing));
  for (const [index, way] of transitions.entries())
    if (graph.hasNode(way.from) && graph.hasNode(way.to))
      graph.setEdge(way.from, way.to, edgeOf(way), String(index));
  dagre(graph);
  return graph;
}

/** The way that goes well is to be short and straight; the way of an error may bend. */
function edgeOf({ label, kind, isMain }: Transition) {
  const weight = isMain ? 60 : kind === 'catch' ? 1 : 3;
  const size = label ? { width: label.length * SMALL + 6, height: 14 } : { width: 0, height: 0 };
  return { weight, labelpos: 'c' as const, ...size };
}

function sizeOf({ name, calls, type, ending }: Step, inside: Drawing): { width: number; height: number } {
  const width = Math.round((ending ? 58 : 46) + Math.max(name.length * 7.6, (calls || type).length * SMALL));
  if (inside.boxes.length === 0) return { width, height: HEIGHT };
  return { width: Math.max(width, inside.width + 2 * INSET), height: inside.height + HEAD + INSET };
}

/** Where a line passes a row; its label stands at one of these places. */
interface Passing extends Spot {
  readonly isLabel: boolean;
}

/** Steps and the passing points of lines, straightened; then lines are connected to their steps. */
function place({ steps, transitions }: WorkflowGraph, graph: Graph): { boxes: Box[]; lines: Line[] } {
  const loops = new Set(transitions.filter(({ from, to }) => from === to).map(({ from }) => from));
  const onMain = new Set(transitions.flatMap(({ isMain, from, to }) => (isMain ? [from, to] : [])));
  const heights = new Map<number, number>();
  const spots = new Map<string, Spot>();
  for (const { name } of steps) {
    const { x = 0, y = 0, width, height } = graph.node(name);
    heights.set(y, Math.max(height, heights.get(y) ?? 0));
    const room = loops.has(name) ? 60 : 0;
    spots.set(name, { x, y, width: width + room, neighbours: [], isMain: onMain.has(name) });
  }
  const ways = transitions.flatMap((way, index) => {
    const edge = graph.edge(way.from, way.to, String(index));
    if (!edge?.points || way.from === way.to) return way.from === way.to ? [{ way, passing: [] }] : [];
    const passing = edge.points.slice(1, -1).map(({ x, y }: { x: number; y: number }): Passing => {
      const isLabel = way.label !== '' && Math.abs(y - (edge.y ?? NaN)) < 0.5;
      return { x, y, isLabel, width: isLabel ? (edge.width ?? 0) : 0, neighbours: [], isMain: way.isMain };
    });
    link([spots.get(way.from) as Spot, ...passing, spots.get(way.to) as Spot]);
    return [{ way, passing }];
  });
  straighten([...spots.values(), ...ways.flatMap(({ passing }) => passing)]);
  const boxes = steps.map((step): Box => {
    const { x, y } = spots.get(step.name) as Spot;
    const { width, height } = graph.node(step.name);
    return { ...step, x: x - width / 2, y: y - height / 2, width, height };
  });
  return { boxes, lines: connect(boxes, ways, heights) };
}

/** A line wants to stay straight between two steps more than a step wants to stand under another. */
function link(chain: readonly Spot[]): void {
  for (const [index, spot] of chain.entries()) {
    const next = chain[index + 1];
    if (!next) return;
    const weight = index > 0 && index < chain.length - 2 ? 40 : 1;
    spot.neighbours.push({ spot: next, weight });
    next.neighbours.push({ spot, weight });
  }
}

function sideBySide(drawings: readonly Drawing[]): Drawing {
  let width = 0;
  const all = drawings.map((drawing) => {
    const there = moved(drawing, width, 0);
    width += drawing.width;
    return there;
  });
  const boxes = all.flatMap((drawing) => drawing.boxes);
  const height = Math.max(0, ...drawings.map((drawing) => drawing.height));
  return { width, height, boxes, lines: all.flatMap(({ lines }) => lines) };
}

/** The drawing with its own corner, as large as what stands in it. */
function cropped(boxes: readonly Box[], lines: readonly Line[]): Drawing {
  const points = lines.flatMap((line) => [...line.points, ...labelEnds(line)]);
  const corners = boxes.flatMap(({ x, y, width, height }) => [
    [x, y] as const,
    [x + width, y + height] as const,
  ]);
  const [xs, ys] = [0, 1].map((axis) => [...points, ...corners].map((point) => point[axis] as number));
  const [left, top] = [Math.min(...(xs ?? [0])), Math.min(...(ys ?? [0]))];
  const [right, bottom] = [Math.max(...(xs ?? [0])), Math.max(...(ys ?? [0]))];
  const size = { width: Math.ceil(right - left + 2 * MARGIN), height: Math.ceil(bottom - top + 2 * MARGIN) };
  return moved({ ...size, boxes, lines }, MARGIN - left, MARGIN - top);
}

function labelEnds({ label, at }: Line): Point[] {
  const half = (label.length * SMALL) / 2;
  return at
    ? [
        [at[0] - half, at[1]],
        [at[0] + half, at[1]],
      ]
    : [];
}

function moved({ boxes, lines, ...size }: Drawing, right: number, down: number): Drawing {
  const move = ([x, y]: Point): Point => [x + right, y + down];
  return {
    ...size,
    boxes: boxes.map((box) => ({ ...box, x: box.x + right, y: box.y + down })),
    lines: lines.map((line) => ({
      ...line,
      points: line.points.map(move),
      ...(line.at && { at: move(line.at) }),
    })),
  };
}
