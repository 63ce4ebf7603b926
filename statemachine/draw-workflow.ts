import dagre from '@dagrejs/dagre';
import type { Step, Transition, WorkflowGraph } from './workflow-graph';

/** The thick line of the picture: a registration that goes well. */
const happyPath = [
  'ChooseEntryStep',
  'ValidateUser',
  'IsDuplicate',
  'UpsertUser',
  'IsRegistered',
  'PublishUserPersisted',
  'HadFailed',
  'WhichOutcome',
  'UserRegistered',
];

const fill: Readonly<Record<string, string>> = {
  Task: '#e8f0fe',
  Choice: '#fff6dd',
  Pass: '#f1f1f1',
  Succeed: '#e3f5e6',
  Fail: '#fde7e7',
};

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Line {
  points: { x: number; y: number }[];
}

/** Draws a workflow as SVG, top to bottom as the console does, errors in dashed red. The same graph always gives the same text. */
export function drawWorkflow(workflow: WorkflowGraph): string {
  const layout = place(workflow);
  const { width = 0, height = 0 } = layout.graph() as Partial<Box>;
  const lines = workflow.transitions.map((transition) =>
    drawTransition(transition, layout.edge(transition.from, transition.to) as Line),
  );
  const boxes = workflow.steps.map((step) => drawStep(step, layout.node(step.name) as Box));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" font-family="system-ui, sans-serif">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="#5f6b7a"/></marker></defs>',
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...lines,
    ...boxes,
    '</svg>',
    '',
  ].join('\n');
}

function place({ steps, transitions }: WorkflowGraph) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', align: 'UR', nodesep: 30, ranksep: 34, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { name, calls } of steps) {
    graph.setNode(name, { width: 28 + Math.max(name.length * 7.4, calls.length * 5.6), height: 44 });
  }
  for (const { from, to } of transitions) graph.setEdge(from, to, { weight: isHappy(from, to) ? 40 : 1 });
  dagre.layout(graph);
  return graph;
}

function isHappy(from: string, to: string): boolean {
  const index = happyPath.indexOf(from);
  return index >= 0 && happyPath[index + 1] === to;
}

function drawStep({ name, type, calls }: Step, { x, y, width, height }: Box): string {
  const [left, top] = [x - width / 2, y - height / 2].map(round);
  return [
    `<g><title>${name} (${type})</title>`,
    `<rect x="${left}" y="${top}" width="${round(width)}" height="${height}" rx="${type === 'Choice' ? 20 : 6}" fill="${fill[type] ?? '#ffffff'}" stroke="#5f6b7a"/>`,
    `<text x="${round(x)}" y="${round(y - 2)}" text-anchor="middle" font-size="13" font-weight="600" fill="#16191f">${name}</text>`,
    `<text x="${round(x)}" y="${round(y + 13)}" text-anchor="middle" font-size="10" fill="#5f6b7a">${calls || type}</text></g>`,
  ].join('');
}

function drawTransition({ from, to, kind }: Transition, { points }: Line): string {
  const path = points.map(({ x, y }, index) => `${index ? 'L' : 'M'}${round(x)} ${round(y)}`).join(' ');
  const look = kind === 'catch' ? 'stroke="#c0392b" stroke-dasharray="5 4"' : 'stroke="#5f6b7a"';
  const weight = isHappy(from, to) ? 2.4 : 1.2;
  return `<path d="${path}" fill="none" ${look} stroke-width="${weight}" stroke-linejoin="round" marker-end="url(#arrow)"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
