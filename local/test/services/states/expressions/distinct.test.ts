import jsonata from 'jsonata';
import { evaluate } from '../../../../src/services/states/expressions/expression';

it.each([
  '[1, "1", 1, true, null, null]',
  '[{"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 1}]',
  '[[1, 2], [1, 2], [2, 1]]',
  '["{}", {}]',
  '[1]',
  '7',
])('answers as JSONata does for %s', async (values) => {
  const source = `[$distinct(${values})]`;
  const expected = (await jsonata(source).evaluate({})) as unknown;
  expect(await evaluate(source, 'Output', {})).toEqual(JSON.parse(JSON.stringify(expected)));
});

it('gives the only value of a path alone', async () => {
  expect(await evaluate('$distinct($list.n)', 'Output', { list: [{ n: 1 }, { n: 1 }] })).toBe(1);
});

it('is done with many values in no time', async () => {
  expect(await evaluate('$count($distinct([1..100000]))', 'Output', {})).toBe(100_000);
});
