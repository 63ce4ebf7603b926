import { readFileSync } from 'node:fs';
import { readWorkflow, RECONCILIATION_FILE } from '../../cdk/read-workflow';
import type { Definition } from '../../console/layout/definition';
import { layOut } from '../../console/layout/layout';
import { toWorkflowGraph, type WorkflowGraph } from '../../console/layout/workflow-graph';
import { drawWorkflow } from './draw-workflow';
import { definitionFiles, drawPicture, pictureFile } from './write-picture';

const machine: Definition = {
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Choice', Choices: [{ Comment: '<yes>', Next: 'Do' }], Default: 'End' },
    Do: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Next: 'End',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Bad' }],
    },
    End: { Type: 'Succeed' },
    Bad: { Type: 'Fail' },
  },
};

describe('the picture of a workflow', () => {
  it.each(definitionFiles)('is drawn from %s as it is now (run `npm run picture`)', (definition) => {
    expect(readFileSync(pictureFile(definition), 'utf8')).toBe(drawPicture(definition));
  });

  it.each(definitionFiles)('shows every state of %s once, and every way on as a line', (definition) => {
    const picture = drawPicture(definition);
    const graphs = everyGraph(toWorkflowGraph(readWorkflow(definition)));
    const transitions = graphs.flatMap((graph) => graph.transitions);
    for (const { name } of graphs.flatMap(({ steps }) => steps))
      expect(picture.split(`<title>${name} (`)).toHaveLength(2);
    expect(picture.match(/<path class="[^"]*" d="M[^"]*" marker-end/g)).toHaveLength(transitions.length);
  });

  it('tells errors from ways, the bad endings from the good, and escapes what others wrote', () => {
    const picture = drawWorkflow(toWorkflowGraph(machine));

    expect(picture.match(/<path class="catch" d="[^"]*" marker-end/g)).toHaveLength(1);
    expect(picture.match(/<rect class="box Succeed good"/g)).toHaveLength(1);
    expect(picture.match(/<rect class="box Fail bad"/g)).toHaveLength(1);
    expect(picture).toContain('>&#60;yes&#62;</text>');
  });
});

describe('the picture of a loop', () => {
  const { boxes, lines } = layOut(toWorkflowGraph(readWorkflow(RECONCILIATION_FILE)));
  const main = lines.filter(({ isMain }) => isMain);
  const rowOf = (name: string) => boxes.find((box) => box.name === name)?.y ?? NaN;

  it('leads down the way that goes well, to a good end', () => {
    const upwards = main.filter(({ from, to }) => rowOf(from) >= rowOf(to));

    expect(upwards.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    expect(main.map(({ to }) => to)).toContain('UsersAgree');
  });

  it('shows ends as good that no error leads to', () => {
    const bad = boxes.filter(({ ending }) => ending === 'bad').map(({ name }) => name);

    expect(bad.sort()).toEqual(['ListingFailed', 'RegistrationsFailed', 'RunRefused']);
  });
});

/** A graph and those inside its steps. */
function everyGraph(graph: WorkflowGraph): WorkflowGraph[] {
  return [graph, ...graph.steps.flatMap(({ inner }) => inner.flatMap(everyGraph))];
}
