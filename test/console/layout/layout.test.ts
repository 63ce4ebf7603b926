import { readWorkflow } from '../../../cdk/read-workflow';
import type { Definition } from '../../../console/layout/definition';
import type { Box, Drawing, Point } from '../../../console/layout/drawing';
import { layOut } from '../../../console/layout/layout';
import { toWorkflowGraph } from '../../../console/layout/workflow-graph';

const pass = (Next?: string) => (Next ? { Type: 'Pass', Next } : { Type: 'Pass', End: true });

/** Workflows as others write them: loops, a state that goes to itself, machines in machines, JSONPath. */
const others: Readonly<Record<string, Definition>> = {
  loop: {
    StartAt: 'Start',
    States: {
      Start: pass('Poll'),
      Poll: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:headObject', Next: 'Ready' },
      Ready: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.state', StringEquals: 'DONE', Next: 'Done' },
          { Variable: '$.state', StringEquals: 'LOST', Next: 'Lost' },
        ],
        Default: 'Wait',
      },
      Wait: { Type: 'Wait', Next: 'Poll' },
      Done: { Type: 'Succeed' },
      Lost: { Type: 'Fail' },
    },
  },
  'a loop of one': {
    StartAt: 'Again',
    States: { Again: { Type: 'Choice', Choices: [{ Next: 'Again' }, { Next: 'End' }] }, End: pass() },
  },
  'a Parallel with a Map in it': {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Left', States: { Left: pass('Left2'), Left2: pass() } },
          {
            StartAt: 'Each',
            States: {
              Each: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'One', States: { One: pass() } } },
            },
          },
        ],
        Catch: [{ ErrorEquals: ['A.Error', 'B.Error'], Next: 'Sorry' }],
        Next: 'After',
      },
      After: pass(),
      Sorry: { Type: 'Fail' },
    },
  },
  'a single state': { StartAt: 'Only', States: { Only: pass() } },
  ours: readWorkflow(),
};

describe('the layout of a workflow', () => {
  it.each(Object.entries(others))('of %s: every state once, nothing on another', (_, machine) => {
    const { boxes, width, height } = layOut(toWorkflowGraph(machine));

    expect(boxes.map(({ name }) => name).sort()).toEqual(namesIn(machine).sort());
    for (const box of boxes) {
      expect(box.x >= 0 && box.y >= 0 && right(box) <= width && bottom(box) <= height).toBe(true);
      for (const other of boxes)
        if (other !== box && !holds(box, other) && !holds(other, box))
          expect([box.name, other.name, overlap(box, other)]).toEqual([box.name, other.name, false]);
    }
  });

  it.each(Object.entries(others))('of %s: every way is a line between its two states', (_, machine) => {
    const drawing = layOut(toWorkflowGraph(machine));

    expect(drawing.lines.map(({ from, to, kind }) => `${from} ${kind} ${to}`).sort()).toEqual(
      waysIn(machine).sort(),
    );
    for (const { from, to, points } of drawing.lines) {
      expect(touches(drawing, from, points[0])).toBe(true);
      expect(touches(drawing, to, points.at(-1))).toBe(true);
    }
  });

  it.each(Object.entries(others))('of %s: no line runs through a state', (_, machine) => {
    const { boxes, lines } = layOut(toWorkflowGraph(machine));
    for (const { from, to, points } of lines)
      for (const box of boxes.filter(({ name, inner }) => name !== from && name !== to && !inner.length))
        for (const [index, end] of points.slice(1).entries())
          expect([from, to, box.name, meets(points[index] as Point, end, box)]).toEqual([
            from,
            to,
            box.name,
            false,
          ]);
  });

  it('tells a registration that goes well in one straight line downwards', () => {
    const { lines } = layOut(toWorkflowGraph(readWorkflow()));
    const main = lines.filter(({ isMain }) => isMain);
    const way = main.map(({ to }) => to);
    const xs = main.flatMap(({ points }) => points.map(([x]) => Math.round(x)));

    expect(way).toEqual([
      'ValidateUser',
      'IsDuplicate',
      'UpsertUser',
      'WhichOperation',
      'PublishUserPersisted',
      'MayHaveRecord',
      'UserRegistered',
    ]);
    expect(new Set(xs).size).toBe(1);
  });

  it('reads a rule of JSONPath, and shortens a condition that is long', () => {
    const { transitions } = toWorkflowGraph({
      States: {
        A: {
          Type: 'Choice',
          Choices: [
            { Variable: '$.n', NumericLessThan: 3, Next: 'B' },
            { Condition: `{% ${'x'.repeat(90)} %}`, Next: 'C' },
          ],
        },
        B: pass(),
        C: pass(),
      },
    });

    expect(transitions.map(({ label }) => label)).toEqual(['$.n < 3', `${'x'.repeat(29)}…`]);
  });
});

function namesIn({ States }: Definition): string[] {
  return Object.entries(States).flatMap(([name, state]) => [name, ...machinesIn(state).flatMap(namesIn)]);
}

function machinesIn(state: Definition['States'][string]): readonly Definition[] {
  return [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])];
}

function waysIn({ States }: Definition): string[] {
  const ways = Object.entries(States).flatMap(([name, { Next, Default, Choices = [], Catch = [] }]) => [
    ...(Next ? [`${name} next ${Next}`] : []),
    ...[...Choices.map((rule) => rule.Next), ...(Default ? [Default] : [])].map(
      (to) => `${name} choice ${to}`,
    ),
    ...Catch.map(({ Next: to }) => `${name} catch ${to}`),
  ]);
  return [...new Set(ways), ...Object.values(States).flatMap(machinesIn).flatMap(waysIn)];
}

const right = ({ x, width }: Box) => x + width;
const bottom = ({ y, height }: Box) => y + height;
const overlap = (a: Box, b: Box) => a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);

function holds(outer: Box, box: Box): boolean {
  return outer.inner.some(({ steps }) =>
    steps.some((step) => step.name === box.name || holds({ ...outer, inner: step.inner }, box)),
  );
}

/** Does a point lie on a state's border, or within a rounding of it? */
function touches({ boxes }: Drawing, name: string, [x, y]: Point = [NaN, NaN]): boolean {
  const box = boxes.find((each) => each.name === name) as Box;
  const inside = x >= box.x - 1 && x <= right(box) + 1 && y >= box.y - 1 && y <= bottom(box) + 1;
  return (
    inside && (Math.abs(y - box.y) <= 1 || Math.abs(y - bottom(box)) <= 1 || Math.abs(x - right(box)) <= 1)
  );
}

/** The line bends within the rectangle of its two ends. */
function meets([x1, y1]: Point, [x2, y2]: Point, box: Box): boolean {
  const [left, top] = [Math.min(x1, x2), Math.min(y1, y2)];
  const [far, low] = [Math.max(x1, x2), Math.max(y1, y2)];
  return left < right(box) && far > box.x && top < bottom(box) - 1 && low > box.y + 1;
}
