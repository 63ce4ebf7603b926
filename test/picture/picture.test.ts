import { readFileSync } from 'node:fs';
import { readWorkflow } from '../../cdk/read-workflow';
import { drawWorkflow } from './draw-workflow';
import { lanes } from './lanes';
import { type Box, placeSteps } from './place-steps';
import { routeTransitions } from './route-transitions';
import { toWorkflowGraph } from './workflow-graph';
import { drawPicture, pictureFile } from './write-picture';

describe('the picture of the workflow', () => {
  it('is drawn from the definition as it is now (run `npm run picture`)', () => {
    expect(readFileSync(pictureFile, 'utf8')).toBe(drawPicture());
  });

  it('shows every state and every way to go on', () => {
    const graph = toWorkflowGraph({
      StartAt: 'Ask',
      States: {
        Ask: { Type: 'Choice', Choices: [{ Next: 'Do' }, { Next: 'Do' }], Default: 'End' },
        Do: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Next: 'End',
          Catch: [{ Next: 'Bad' }],
        },
        End: { Type: 'Succeed' },
        Bad: { Type: 'Fail' },
      },
    });
    expect(graph.steps.map((step) => step.name)).toEqual(['Ask', 'Do', 'End', 'Bad']);
    expect(graph.steps[1]?.calls).toBe('lambda:invoke');
    expect(graph.transitions).toEqual([
      { from: 'Ask', to: 'End', kind: 'choice' },
      { from: 'Ask', to: 'Do', kind: 'choice' },
      { from: 'Do', to: 'End', kind: 'next' },
      { from: 'Do', to: 'Bad', kind: 'catch' },
    ]);
    const picture = drawWorkflow(graph, { columns: [['Ask', 'Do', 'End'], ['Bad']], main: 0 });
    expect(picture.match(/<path d="M[^>]*stroke-dasharray/g)).toHaveLength(1);
    expect(picture.match(/<path d="M[^>]*marker-end/g)).toHaveLength(4);
  });

  it('refuses a state that has no lane', () => {
    const graph = toWorkflowGraph({ StartAt: 'New', States: { New: { Type: 'Succeed' } } });
    expect(() => drawWorkflow(graph, { columns: [], main: 0 })).toThrow(/New stands in no lane/);
  });

  it('tells a registration that goes well in one straight line downwards', () => {
    const main = lanes.columns[lanes.main] ?? [];
    const { boxes, routes } = layout();
    const line = main.map((name) => boxes.get(name) as Box);
    expect(new Set(line.map(({ x }) => x)).size).toBe(1);
    for (const [index, { y }] of line.slice(1).entries()) expect(y).toBeGreaterThan(line[index]?.y ?? NaN);
    for (const [index, to] of main.slice(1).entries())
      expect(routes.find((route) => route.from === main[index] && route.to === to)?.points).toHaveLength(2);
  });

  it('runs no line through a step, and sets no step on another', () => {
    const { boxes, routes } = layout();
    for (const { from, to, points } of routes)
      for (const [name, box] of boxes)
        if (name !== from && name !== to)
          for (const [index, end] of points.slice(1).entries())
            expect([from, to, name, crosses(points[index] ?? end, end, box)]).toEqual([
              from,
              to,
              name,
              false,
            ]);
    const centres = [...boxes.values()].map(({ lane, row }) => `${lane} ${row}`);
    expect(new Set(centres).size).toBe(centres.length);
  });
});

function layout() {
  const graph = toWorkflowGraph(readWorkflow());
  const boxes = placeSteps(graph, lanes);
  return { boxes, routes: routeTransitions(graph.transitions, boxes, lanes.main) };
}

/** Lines run along the axes. */
function crosses(start: readonly number[], end: readonly number[], box: Box): boolean {
  const overlaps = (axis: 0 | 1, centre: number, size: number) =>
    Math.max(start[axis] ?? NaN, end[axis] ?? NaN) > centre - size / 2 &&
    Math.min(start[axis] ?? NaN, end[axis] ?? NaN) < centre + size / 2;
  return overlaps(0, box.x, box.width) && overlaps(1, box.y, box.height);
}
