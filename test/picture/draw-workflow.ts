import { MAIN } from './grid';
import { legend } from './legend';
import { MARGIN, placeSteps, type Box } from './place-steps';
import { type Route, routeTransitions } from './route-transitions';
import type { Step, WorkflowGraph } from './workflow-graph';

const light = {
  ...{ paper: '#ffffff', ink: '#16191f', line: '#5f6b7a', error: '#c0392b' },
  ...{ Task: '#e8f0fe', Choice: '#fff6dd', Pass: '#f1f1f1', Succeed: '#e3f5e6', Fail: '#fde7e7' },
};
const dark: typeof light = {
  ...{ paper: '#0d1117', ink: '#e6edf3', line: '#9aa7b5', error: '#ff7b72' },
  ...{ Task: '#1b2b45', Choice: '#3a3214', Pass: '#26292e', Succeed: '#16341f', Fail: '#431e20' },
};

const rules = (colour: typeof light) =>
  `.paper,.under{fill:${colour.paper}}.under{stroke:${colour.paper}}text{fill:${colour.ink}}.small{fill:${colour.line}}` +
  `.box{stroke:${colour.line}}.line{stroke:${colour.line}}.catch{stroke:${colour.error}}` +
  `.tip{fill:${colour.line}}.catchtip{fill:${colour.error}}` +
  (['Task', 'Choice', 'Pass', 'Succeed', 'Fail'] as const)
    .map((type) => `.${type}{fill:${colour[type]}}`)
    .join('');

const style = [
  '<style>',
  'text{font-size:13px;font-weight:600;text-anchor:middle}.small{font-size:11px;font-weight:400}',
  '.under{stroke-width:4;stroke-linejoin:round}',
  '.line,.catch{fill:none;stroke-width:1.2;stroke-linejoin:round}.main{stroke-width:2.6}.catch{stroke-dasharray:5 4}',
  rules(light),
  `@media(prefers-color-scheme:dark){${rules(dark)}}`,
  '</style>',
].join('');

const arrow = (id: string) =>
  `<marker id="${id}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="${id}" d="M0 0 8 4 0 8z"/></marker>`;

/** Draws a workflow as SVG, for light and dark. The same graph always gives the same text. */
export function drawWorkflow(
  { steps, transitions }: WorkflowGraph,
  grid: readonly (readonly string[])[],
): string {
  const boxes = placeSteps(steps, grid);
  const routes = routeTransitions(transitions, boxes, MAIN);
  const main = grid.map((row) => row[MAIN]).filter(Boolean);
  const [right, below] = [[...boxes.values()].map((box) => box.x + box.width / 2), [...boxes.values()]];
  const width = Math.ceil(Math.max(...right) + MARGIN);
  const height = Math.ceil(Math.max(...below.map((box) => box.y + box.height / 2)) + MARGIN);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif">`,
    `${style}<defs>${arrow('tip')}${arrow('catchtip')}</defs><rect class="paper" width="100%" height="100%"/>`,
    ...routes.map((route) => drawLine(route, main.indexOf(route.to) === main.indexOf(route.from) + 1)),
    ...routes.filter(isFirstOfItsLabel).map(drawLabel),
    ...steps.map((step) => drawStep(step, boxes.get(step.name) as Box)),
    legend(MARGIN, height - MARGIN),
    '</svg>',
    '',
  ].join('\n');
}

function drawStep({ name, type, calls }: Step, { x, y, width, height }: Box): string {
  const [left, top] = [x - width / 2, y - height / 2].map(round);
  return [
    `<g><title>${name} (${type})</title>`,
    `<rect class="box ${type}" x="${left}" y="${top}" width="${round(width)}" height="${height}" rx="${type === 'Choice' ? 20 : 6}"/>`,
    `<text x="${round(x)}" y="${round(y - 2)}">${name}</text>`,
    `<text class="small" x="${round(x)}" y="${round(y + 13)}">${calls || type}</text></g>`,
  ].join('');
}

function drawLine({ kind, points }: Route, isMain: boolean): string {
  const path = points.map(([x, y], index) => `${index ? 'L' : 'M'}${round(x)} ${round(y)}`).join(' ');
  const [look, tip] = kind === 'catch' ? ['catch', 'catchtip'] : ['line', 'tip'];
  return `<path class="${look}${isMain ? ' main' : ''}" d="${path}" marker-end="url(#${tip})"/>`;
}

/** Two lines that leave a step under one label share it. */
function isFirstOfItsLabel({ from, label, points }: Route, index: number, routes: readonly Route[]): boolean {
  const isSame = (other: Route) =>
    other.from === from && other.label === label && other.points.length === points.length;
  return routes.findIndex(isSame) === index;
}

/** Beside a line that begins downwards; above one that begins sideways if it goes up or round, else below. */
function drawLabel({ label, points }: Route): string {
  const [[x1, y1] = ORIGIN, [x2, y2] = ORIGIN, [, y3] = ORIGIN] = points;
  if (!label) return '';
  const anchor = x2 < x1 ? 'end' : 'start';
  const isBelow = y3 > y1 && points.length === 3;
  const [x, y] =
    x1 === x2 ? [x1 + 7, (y1 + y2) / 2 + 2] : [x1 + (x2 < x1 ? -8 : 8), y1 + (isBelow ? 13 : -4)];
  const text = `x="${round(x)}" y="${round(y)}" style="text-anchor:${anchor}">${label}</text>`;
  return `<text class="small under" ${text}<text class="small" ${text}`;
}

const ORIGIN = [0, 0] as const;

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
