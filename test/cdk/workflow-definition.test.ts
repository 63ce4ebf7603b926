import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Workflow } from '../../cdk/read-workflow';
import { WorkflowDefinition } from '../../cdk/workflow-definition';

describe('WorkflowDefinition', () => {
  it('says of a file that is no YAML where and in which state', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'workflow-')), 'odd.asl.yaml');
    writeFileSync(
      path,
      'StartAt: A\nStates:\n  A:\n    Type: Pass\n  B: [\n    Type: Pass\n  C:\n    Type: Pass\n',
    );

    expect(() => WorkflowDefinition.fromFile(path)).toThrow(/odd\.asl\.yaml:\d, state [BC]: is no YAML\. .+/);
    rmSync(dirname(path), { recursive: true });
  });

  it('reads the time-outs that other numbers follow from', () => {
    const definition = define({ TimeoutSeconds: 60, States: { ValidateUser: { TimeoutSeconds: 5 } } });

    expect(definition.timeout.toSeconds()).toBe(60);
    expect(definition.timeoutOf('ValidateUser').toSeconds()).toBe(5);
  });

  it('says where a time-out is missing', () => {
    expect(() => define({})).toThrow('workflow.asl.yaml: TimeoutSeconds is undefined');
    expect(() => define({ TimeoutSeconds: 60 }).timeoutOf('ValidateUser')).toThrow(
      'workflow.asl.yaml, state ValidateUser: TimeoutSeconds is undefined',
    );
  });

  it('finds each placeholder once, and nothing in JSONata or JSON that only looks like one', () => {
    const definition = define({
      TimeoutSeconds: 1,
      a: '${Two}${One}',
      b: '{% ${One} + $x{y} %}',
      c: '$ {Three}',
    });

    expect(definition.placeholders).toEqual(['One', 'Two']);
  });

  it('refuses a placeholder without a value and a value without a placeholder', () => {
    const definition = define({ TimeoutSeconds: 1, a: '${One}${Two}' });

    expect(() => definition.requireExactly(['Two', 'One'])).not.toThrow();
    expect(() => definition.requireExactly(['One'])).toThrow('no value is supplied for [Two]');
    expect(() => definition.requireExactly(['One', 'Two', 'Three'])).toThrow('nothing uses [Three]');
  });

  it('has another revision when its text changes', () => {
    expect(define({ TimeoutSeconds: 1 }).revision).toBe(define({ TimeoutSeconds: 1 }).revision);
    expect(define({ TimeoutSeconds: 1 }).revision).not.toBe(define({ TimeoutSeconds: 2 }).revision);
  });
});

function define(definition: object): WorkflowDefinition {
  return new WorkflowDefinition({ States: {}, ...definition } as Workflow, 'workflow.asl.yaml');
}
