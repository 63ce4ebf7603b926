import { only, StatesFixture } from '../../../../testing/state-machine-runner';

const run = (definition: object, input?: unknown) => new StatesFixture().run(definition, input);
const output = (definition: object, input?: unknown) => new StatesFixture().output(definition, input);

// AWS: "Passing data between states with variables".
describe('variables', () => {
  it('have in a state the values that they had at its entry, whatever the order in Assign', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { x: 3, a: 6 }, Next: 'B' },
        B: { Type: 'Pass', Assign: { x: '{% $a %}', nextX: '{% $x %}' }, Output: '{% $x %}', Next: 'C' },
        C: { Type: 'Succeed', Output: ['{% $states.input %}', '{% $x %}', '{% $nextX %}'] },
      },
    };
    expect(await output(definition)).toEqual([3, 6, 3]);
  });

  const inner = (fields: object) => ({ StartAt: 'I', States: { I: { Type: 'Pass', End: true, ...fields } } });
  const around = (branch: object, Output: unknown) => ({
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [branch], Next: 'Z' },
      Z: { Type: 'Succeed', Output },
    },
  });

  it('of an outer scope are read inside, and inner ones end with their scope', async () => {
    const branch = inner({ Assign: { y: '{% $x + 1 %}' }, Output: '{% $x %}' });
    expect(await output(around(branch, ['{% $states.input %}', '{% $exists($y) %}']))).toEqual([[1], false]);
  });

  it('may take 256 KiB in one Assign and no more', async () => {
    const assign = (characters: number) =>
      only({ Type: 'Pass', Output: 1, Assign: { v: `{% $pad('', ${characters}, 'x') %}` } });
    expect((await run(assign(262_000))).status).toBe('SUCCEEDED');
    expect(await run(assign(262_144))).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it('may take 10 MiB in one execution and no more', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 45 }, (_, i) => [
        `S${i}`,
        {
          Type: 'Pass',
          Output: 1,
          Assign: { [`v${i}`]: "{% $pad('', 260000, 'x') %}" },
          ...(i < 44 ? { Next: `S${i + 1}` } : { End: true }),
        },
      ]),
    );
    expect(await run({ StartAt: 'S0', States: many })).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    });
  });
});

describe('payloads', () => {
  it('of a state may take 256 KiB and no more', async () => {
    const state = (length: number) => only({ Type: 'Pass', Output: `{% $pad('', ${length}, 'x') %}` });
    expect((await run(state(262_142))).status).toBe('SUCCEEDED');
    expect(await run(state(262_143))).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause:
        "The state/task 'Only' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });
});
