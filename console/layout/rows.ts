import { Graph, layout as dagre } from '@dagrejs/dagre';
import { SMALL } from './drawing';
import type { Transition, WorkflowGraph } from './workflow-graph';

/** A place in the middle of something, and its size. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a line passes the rows between its two steps, and where its label stands. */
export interface Passage {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label: Place;
}

/** Steps in rows, in an order in which few lines cross. */
export interface Rows {
  readonly place: (step: string) => Place;
  /** Of the transition with this index; undefined for one to a state that is not there. */
  readonly passage: (index: number) => Passage | undefined;
}

/** Lets dagre find the rows. The sizes are those of the steps by their names. */
export function findRows(
  { steps, transitions }: WorkflowGraph,
  sizes: ReadonlyMap<string, Pick<Place, 'width' | 'height'>>,
): Rows {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 30, ranksep: 26, edgesep: 18 });
  for (const { name } of steps) graph.setNode(name, { ...sizes.get(name) });
  for (const [index, way] of mainFirst(transitions))
    if (graph.hasNode(way.from) && graph.hasNode(way.to))
      graph.setEdge(way.from, way.to, wishes(way), String(index));
  dagre(graph);
  return {
    place: (step) => graph.node(step) as Place,
    passage: (index) => {
      const { from = '', to = '' } = transitions[index] ?? {};
      const edge = graph.edge(from, to, String(index)) as (Place & Pick<Passage, 'points'>) | undefined;
      return edge?.points && { points: edge.points.slice(1, -1), label: edge };
    },
  };
}

/** Of a loop dagre turns the edge around that it comes to last: so the way that goes well leads downwards. */
function mainFirst(transitions: readonly Transition[]): [number, Transition][] {
  return [...transitions.entries()].sort(([, a], [, b]) => Number(b.isMain) - Number(a.isMain));
}

/** The way that goes well is to be short and straight; the way of an error may bend. */
function wishes({ label, kind, isMain }: Transition) {
  const weight = isMain ? 60 : kind === 'catch' ? 1 : 3;
  const size = label ? { width: label.length * SMALL + 6, height: 14 } : { width: 0, height: 0 };
  return { weight, labelpos: 'c' as const, ...size };
}
