import { readFileSync } from 'node:fs';
import { readWorkflow } from '../../cdk/read-workflow';
import type { Definition } from '../../console/layout/definition';
import { toWorkflowGraph } from '../../console/layout/workflow-graph';
import { drawWorkflow } from './draw-workflow';
import { drawPicture, pictureFile } from './write-picture';

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

describe('the picture of the workflow', () => {
  it('is drawn from the definition as it is now (run `npm run picture`)', () => {
    expect(readFileSync(pictureFile, 'utf8')).toBe(drawPicture());
  });

  it('shows every state once, and every way on as a line', () => {
    const picture = drawPicture();
    const { States } = readWorkflow();
    for (const name of Object.keys(States)) expect(picture.split(`<title>${name} (`)).toHaveLength(2);
    expect(picture.match(/<path class="[^"]*" d="M[^"]*" marker-end/g)).toHaveLength(
      toWorkflowGraph(readWorkflow()).transitions.length,
    );
  });

  it('tells errors from ways, the bad endings from the good, and escapes what others wrote', () => {
    const picture = drawWorkflow(toWorkflowGraph(machine));

    expect(picture.match(/<path class="catch" d="[^"]*" marker-end/g)).toHaveLength(1);
    expect(picture.match(/<rect class="box Succeed good"/g)).toHaveLength(1);
    expect(picture.match(/<rect class="box Fail bad"/g)).toHaveLength(1);
    expect(picture).toContain('>&#60;yes&#62;</text>');
  });
});
