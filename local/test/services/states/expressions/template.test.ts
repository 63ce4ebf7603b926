import type { Json } from '../../../../src/services/states/expressions/json';
import { template } from '../../../../src/services/states/expressions/template';

const fill = (value: Json) =>
  Promise.resolve(template(value, 'Output')({ states: { input: { a: 1 } }, x: 7 }));

describe('template', () => {
  it('evaluates the strings that are an expression from end to end, at any depth', async () => {
    expect(await fill({ a: ['{% $states.input.a %}', { b: '{%$x%}' }], c: true })).toEqual({
      a: [1, { b: 7 }],
      c: true,
    });
  });

  // AWS: "Transforming data with JSONata", writing JSONata expressions in JSON strings.
  it.each([' {% $x %} ', 'a {% $x %} b', '{ % $x % }', '$x', '$.a', '{%}'])(
    'leaves %j as it is',
    async (text) => {
      expect(await fill(text)).toBe(text);
    },
  );

  it('gives a constant back itself', async () => {
    const constant = { a: [1, null, 'x'] };
    expect(await fill(constant)).toBe(constant);
  });

  it.each<[Json, string]>([
    ['{% $nothing %}', 'Output'],
    [{ v: '{% $nothing %}' }, 'Output/v'],
    [{ a: { b: ['{% 1 %}', '{% $nothing %}'] } }, 'Output/a/b[1]'],
  ])('names the field of an expression that gives nothing in %j', async (value, field) => {
    await expect(fill(value)).rejects.toMatchObject({ field });
  });

  it('keeps a member called __proto__ a member', async () => {
    const value = JSON.parse('{"__proto__": "{% $x %}"}') as Json;
    expect(JSON.stringify(await fill(value))).toBe('{"__proto__":7}');
  });
});
