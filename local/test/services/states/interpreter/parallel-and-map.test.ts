import { only, StatesFixture } from '../../../../testing/state-machine-runner';

const fixture = () => new StatesFixture({ lambda: { Invoke: () => ({}) } });
const pass = (fields: object = {}) => ({
  StartAt: 'P',
  States: { P: { Type: 'Pass', End: true, ...fields } },
});
const fail = (Error: string) => ({ StartAt: 'F', States: { F: { Type: 'Fail', Error } } });
const slow = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 100, End: true } } };
const map = (fields: object) => only({ Type: 'Map', ItemProcessor: pass(), ...fields });

describe('Parallel', () => {
  it('gives each branch its arguments and collects their outputs in order', async () => {
    const Branches = [slow, pass({ Output: '{% $states.input.n * 2 %}' })];
    const parallel = { Type: 'Parallel', Branches, Arguments: { n: '{% $states.input + 1 %}' } };
    expect(await fixture().output(only(parallel), 1)).toEqual([{ n: 2 }, 4]);
  });

  it('fails with the first branch that fails and stops the others', async () => {
    const states = fixture();
    const before = states.clock.now();
    const result = await states.run(only({ Type: 'Parallel', Branches: [slow, fail('Quick')] }));
    expect(result).toMatchObject({ status: 'FAILED', error: 'Quick' });
    expect(states.clock.now() - before).toBeLessThan(100_000);
    expect(states.types().slice(-3)).toEqual(['WaitStateAborted', 'ParallelStateFailed', 'ExecutionFailed']);
  });

  it('ends the execution at once when the interpreter cannot go on in a branch', async () => {
    const states = fixture();
    const stuck = {
      StartAt: 'C',
      States: { C: { Type: 'Choice', Choices: [{ Condition: false, Next: 'E' }] }, E: { Type: 'Succeed' } },
    };
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'S' }];
    const parallel = { Type: 'Parallel', Branches: [stuck], Catch, End: true };
    const definition = { StartAt: 'P', States: { P: parallel, S: { Type: 'Succeed' } } };
    expect(await states.run(definition)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(states.types().slice(-2)).toEqual(['ChoiceStateEntered', 'ExecutionFailed']);
  });

  it('runs all branches anew on a retry, then catches', async () => {
    const states = fixture();
    const parallel = {
      Type: 'Parallel',
      Branches: [fail('E'), slow],
      Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['E'], Output: '{% $states.errorOutput %}', Next: 'S' }],
      End: true,
    };
    expect(await states.output({ StartAt: 'P', States: { P: parallel, S: { Type: 'Succeed' } } })).toEqual({
      Error: 'E',
      Cause: '',
    });
    expect(states.types().filter((type) => type === 'ParallelStateStarted')).toHaveLength(2);
    expect(states.types().filter((type) => type === 'ParallelStateFailed')).toHaveLength(1);
  });
});

describe('Map', () => {
  it('runs no more iterations at a time than MaxConcurrency allows', async () => {
    let running = 0;
    let most = 0;
    const Invoke = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return { Payload: Buffer.from('1') };
    };
    const states = new StatesFixture({ lambda: { Invoke } });
    const Resource = 'arn:aws:lambda:us-east-1:000000000000:function:f';
    const ItemProcessor = { StartAt: 'T', States: { T: { Type: 'Task', Resource, End: true } } };
    const items = [1, 2, 3, 4, 5, 6];
    await states.output(map({ ItemProcessor, Items: items, MaxConcurrency: '{% 2 %}' }));
    expect(most).toBe(2);
  });

  it('records iterations that run one after the other as AWS does', async () => {
    const states = fixture();
    await states.run(map({ Items: [1, 2], MaxConcurrency: 1 }));
    const ids = states.events.map(({ id, previous_event_id, type }) => [
      Number(id),
      Number(previous_event_id),
      type,
    ]);
    expect(ids.slice(2)).toEqual([
      [3, 2, 'MapStateStarted'],
      [4, 3, 'MapIterationStarted'],
      [5, 4, 'PassStateEntered'],
      [6, 5, 'PassStateExited'],
      [7, 6, 'MapIterationSucceeded'],
      [8, 6, 'MapIterationStarted'],
      [9, 8, 'PassStateEntered'],
      [10, 9, 'PassStateExited'],
      [11, 10, 'MapIterationSucceeded'],
      [12, 11, 'MapStateSucceeded'],
      [13, 11, 'MapStateExited'],
      [14, 13, 'ExecutionSucceeded'],
    ]);
  });

  it('records the failed iteration of every attempt, and its own failure once', async () => {
    const states = fixture();
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 1 }];
    await states.run(map({ ItemProcessor: fail('E'), Items: [1], Retry }));
    const ids = states.events.map(({ id, previous_event_id, type }) => [
      Number(id),
      Number(previous_event_id),
      type,
    ]);
    expect(ids.slice(4)).toEqual([
      [5, 4, 'FailStateEntered'],
      [6, 5, 'MapIterationFailed'],
      [7, 5, 'MapStateStarted'],
      [8, 7, 'MapIterationStarted'],
      [9, 8, 'FailStateEntered'],
      [10, 9, 'MapIterationFailed'],
      [11, 9, 'MapStateFailed'],
      [12, 11, 'ExecutionFailed'],
    ]);
  });

  it('fails with its first failed iteration', async () => {
    const states = fixture();
    expect(
      await states.run(map({ ItemProcessor: fail('E'), Items: [1, 2], MaxConcurrency: 1 })),
    ).toMatchObject({
      status: 'FAILED',
      error: 'E',
    });
    expect(states.types().slice(-3)).toEqual(['MapIterationFailed', 'MapStateFailed', 'ExecutionFailed']);
  });
});
