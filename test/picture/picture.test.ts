import { readFileSync } from 'node:fs';
import { readWorkflow } from '../../cdk/read-workflow';
import { drawWorkflow } from './draw-workflow';
import { grid, MAIN } from './grid';
import { type Box, placeSteps } from './place-steps';
import { routeTransitions } from './route-transitions';
import { toWorkflowGraph } from './workflow-graph';
import { drawPicture, pictureFile } from './write-picture';

describe('the picture of the workflow', () => {
  it('is drawn from the definition as it is now (run `npm run picture`)', () => {
    expect(readFileSync(pictureFile, 'utf8')).toBe(drawPicture());
  });

  it('shows every state and every way to go on, with the words of the rules that lead there', () => {
    const graph = toWorkflowGraph({
      States: {
        Ask: {
          Type: 'Choice',
          Choices: [
            { Comment: 'yes', Condition: '', Next: 'Do' },
            { Comment: 'well', Condition: '', Next: 'Do' },
          ],
          Default: 'End',
        },
        Do: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Next: 'End',
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Bad' }],
        },
        End: { Type: 'Succeed' },
        Bad: { Type: 'Fail' },
      },
    });
    expect(graph.steps.map((step) => step.name)).toEqual(['Ask', 'Do', 'End', 'Bad']);
    expect(graph.steps[1]?.calls).toBe('lambda:invoke');
    expect(graph.transitions).toEqual([
      { from: 'Ask', to: 'Do', kind: 'choice', label: 'yes, well' },
      { from: 'Ask', to: 'End', kind: 'choice', label: '' },
      { from: 'Do', to: 'End', kind: 'next', label: '' },
      { from: 'Do', to: 'Bad', kind: 'catch', label: '' },
    ]);
    const picture = drawWorkflow(graph, [
      ['', 'Ask'],
      ['', 'Do'],
      ['Bad', 'End'],
    ]);
    expect(picture.match(/<path class="line[^>]*marker-end/g)).toHaveLength(3);
    expect(picture.match(/<path class="catch"[^>]*marker-end/g)).toHaveLength(1);
    expect(picture).toContain('>yes, well</text>');
  });

  it('refuses a state that has no place', () => {
    const graph = toWorkflowGraph({ States: { New: { Type: 'Succeed' } } });
    expect(() => drawWorkflow(graph, [['', 'Old']])).toThrow(/New has no place/);
  });

  it('tells a registration that goes well in one straight line downwards', () => {
    const main = grid.map((row) => row[MAIN]).filter((name): name is string => Boolean(name));
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
    const places = [...boxes.values()].map(({ column, row }) => `${column} ${row}`);
    expect(new Set(places).size).toBe(places.length);
  });
});

function layout() {
  const { steps, transitions } = toWorkflowGraph(readWorkflow());
  const boxes = placeSteps(steps, grid);
  return { boxes, routes: routeTransitions(transitions, boxes, MAIN) };
}

/** Lines run along the axes. */
function crosses(start: readonly number[], end: readonly number[], box: Box): boolean {
  const overlaps = (axis: 0 | 1, centre: number, size: number) =>
    Math.max(start[axis] ?? NaN, end[axis] ?? NaN) > centre - size / 2 &&
    Math.min(start[axis] ?? NaN, end[axis] ?? NaN) < centre + size / 2;
  return overlaps(0, box.x, box.width) && overlaps(1, box.y, box.height);
}
