import jsonata from 'jsonata';
import { sort } from '../../../../src/services/states/expressions/sort';
import { evaluate } from '../../../../src/services/states/expressions/expression';

const sorted = (source: string) => evaluate(source, 'Output', {});

describe('$sort', () => {
  it.each([
    '$sort([3, 1, 2, 1])',
    '$sort(["b", "a", "B", "ä"])',
    '$sort([])',
    '$sort([1])',
    '$sort(1)',
    '$sort([{"k": 2, "v": 1}, {"k": 1, "v": 2}, {"k": 2, "v": 3}], function($l, $r) { $l.k > $r.k })',
    '$sort(["a", "bb", ""], function($l, $r) { $length($l) < $length($r) })',
  ])('sorts %s as JSONata does', async (source) => {
    expect(await sorted(source)).toEqual(JSON.parse(JSON.stringify(await jsonata(source).evaluate({}))));
  });

  it.each(['$sort([1, "a"])', '$sort([{}, {}])'])('refuses %s as JSONata does', async (source) => {
    const refusal = await jsonata(source)
      .evaluate({})
      .then(String, (error: { message: string }) => error.message);

    await expect(sorted(source)).rejects.toThrow(`D3070: ${refusal}`);
  });

  it('sorts more than would fit into memory as copies', async () => {
    const values = Array.from({ length: 30_000 }, (_, index) => -index);
    const result = (await sort(values, (left, right) => Promise.resolve(left! > right!))) as number[];
    expect([result.length, result[0], result.at(-1)]).toEqual([30_000, -29_999, -0]);
  });
});
