import type { Box, Drawing, Line } from '../../console/layout/drawing';
import { layOut } from '../../console/layout/layout';
import { linePath } from '../../console/layout/line-path';
import type { WorkflowGraph } from '../../console/layout/workflow-graph';
import { LEGEND_HEIGHT, LEGEND_WIDTH, legend } from './legend';
import { style } from './style';

const arrow = (id: string) =>
  `<marker id="${id}" viewBox="0 0 8 8" refX="7.4" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="${id}" d="M0 0 8 4 0 8z"/></marker>`;

/** Draws a workflow as SVG, for light and dark. The same graph always gives the same text. */
export function drawWorkflow(graph: WorkflowGraph): string {
  const drawing = layOut(graph);
  const width = Math.max(drawing.width, LEGEND_WIDTH);
  const height = drawing.height + LEGEND_HEIGHT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif">`,
    `${style}<defs>${arrow('tip')}${arrow('maintip')}${arrow('catchtip')}</defs><rect class="paper" width="100%" height="100%"/>`,
    ...drawBody(drawing),
    legend(16, drawing.height + 14),
    '</svg>',
    '',
  ].join('\n');
}

/** Boxes that hold others first, then the lines, then every other box, so that nothing hides anything. */
function drawBody({ boxes, lines }: Drawing): string[] {
  const holders = boxes.filter(({ inner }) => inner.length > 0);
  const others = boxes.filter(({ inner }) => inner.length === 0);
  return [
    ...holders.map(drawStep),
    ...lines.map(drawLine),
    ...others.map(drawStep),
    ...lines.map(drawLabel).filter(Boolean),
  ];
}

function drawStep({ name, type, calls, ending, retries, isStart, inner, ...box }: Box): string {
  const { x, y, width, height } = box;
  const [left, top, middle] = [x, y, x + width / 2].map(round) as [number, number, number];
  const look = [inner.length ? 'holder' : type, ending ?? '', isStart ? 'start' : '']
    .filter(Boolean)
    .join(' ');
  const glyph = ending
    ? `<text class="glyph ${ending}" x="${left + 15}" y="${top + 20}">${GLYPHS[ending]}</text>`
    : '';
  const again = retries ? `<text class="small" x="${round(left + width - 13)}" y="${top + 17}">↻</text>` : '';
  return [
    `<g><title>${escaped(`${name} (${type})`)}</title>`,
    `<rect class="box ${look}" x="${left}" y="${top}" width="${round(width)}" height="${round(height)}" rx="${type === 'Choice' ? 22 : 7}"/>`,
    `<text x="${middle}" y="${top + 20}">${escaped(name)}</text>`,
    `<text class="small" x="${middle}" y="${top + 35}">${escaped(calls || type)}</text>${glyph}${again}</g>`,
  ].join('');
}

const GLYPHS = { good: '✓', bad: '✕' };

function drawLine({ kind, isMain, points }: Line): string {
  const [look, tip] =
    kind === 'catch' ? ['catch', 'catchtip'] : isMain ? ['line main', 'maintip'] : ['line', 'tip'];
  return `<path class="${look}" d="${linePath(points)}" marker-end="url(#${tip})"/>`;
}

function drawLabel({ label, at }: Line): string {
  if (!at) return '';
  const text = `x="${round(at[0])}" y="${round(at[1] + 4)}">${escaped(label)}</text>`;
  return `<text class="small under" ${text}<text class="small" ${text}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
