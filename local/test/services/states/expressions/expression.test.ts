import fc from 'fast-check';
import { evaluate } from '../../../../src/services/states/expressions/expression';

const run = (source: string, input: unknown) => evaluate(source, 'Output', { states: { input } });

describe('an evaluation', () => {
  it('counts what it uses on its own when several run at once', async () => {
    const countdown = '($f := function($x){ $x <= 0 ? 0 : 1 + $f($x-1) }; $f(';

    const source = `${countdown}$states.input.n))`;
    const results = await Promise.all([31, 30, 31, 29].map((n) => run(source, { n })));
    expect(results).toEqual([31, 30, 31, 29]);
  });
});

describe('simple paths', () => {
  it('answer what the whole evaluator answers, for any input', async () => {
    const names = fc.constantFrom('a', 'b', 'length', 'constructor', 'toString');
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ maxDepth: 4 }),
        fc.array(names, { maxLength: 3 }),
        async (input, path) => {
          const simple = ['$states.input', ...path].join('.');
          const [fast, whole] = await Promise.allSettled([run(simple, input), run(`(${simple})`, input)]);
          expect(fast.status).toBe(whole.status);
          if (fast.status === 'fulfilled' && whole.status === 'fulfilled')
            expect(fast.value).toEqual(whole.value);
        },
      ),
    );
  });
});
