import { readFileSync } from 'node:fs';
import { drawWorkflow } from '../../statemachine/draw-workflow';
import { toWorkflowGraph } from '../../statemachine/workflow-graph';
import { drawPicture, pictureFile } from '../../statemachine/write-picture';

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
    expect(drawWorkflow(graph).match(/stroke-dasharray/g)).toHaveLength(1);
  });
});
