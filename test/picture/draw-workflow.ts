import type { Lanes } from './lanes';
import { type Box, MARGIN, placeSteps } from './place-steps';
import { type Route, routeTransitions } from './route-transitions';
import type { Step, WorkflowGraph } from './workflow-graph';

const fill: Readonly<Record<string, string>> = {
  Task: '#e8f0fe',
  Choice: '#fff6dd',
  Pass: '#f1f1f1',
  Succeed: '#e3f5e6',
  Fail: '#fde7e7',
};

const arrow = (id: string, colour: string) =>
  `<marker id="${id}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${colour}"/></marker>`;

/** Draws a workflow as SVG: the main lane's line thick, errors in dashed red. The same graph always gives the same text. */
export function drawWorkflow(workflow: WorkflowGraph, lanes: Lanes): string {
  const boxes = placeSteps(workflow, lanes);
  const routes = routeTransitions(workflow.transitions, boxes, lanes.main);
  const width = Math.ceil(Math.max(...[...boxes.values()].map((box) => box.x + box.width / 2)) + MARGIN);
  const height = Math.ceil(Math.max(...[...boxes.values()].map((box) => box.y + box.height / 2)) + MARGIN);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif">`,
    `<defs>${arrow('next', '#5f6b7a')}${arrow('catch', '#c0392b')}</defs>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...routes.map((route) => drawRoute(route, lanes.columns[lanes.main] ?? [])),
    ...workflow.steps.map((step) => drawStep(step, boxes.get(step.name) as Box)),
    '</svg>',
    '',
  ].join('\n');
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

function drawRoute({ from, to, kind, points }: Route, mainLane: readonly string[]): string {
  const path = points.map(([x, y], index) => `${index ? 'L' : 'M'}${round(x)} ${round(y)}`).join(' ');
  const look = kind === 'catch' ? 'stroke="#c0392b" stroke-dasharray="5 4"' : 'stroke="#5f6b7a"';
  const isMain = mainLane.includes(from) && mainLane.indexOf(to) === mainLane.indexOf(from) + 1;
  const end = kind === 'catch' ? 'catch' : 'next';
  return `<path d="${path}" fill="none" ${look} stroke-width="${isMain ? 2.4 : 1.2}" stroke-linejoin="round" marker-end="url(#${end})"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
