import { parse } from '../../../../src/services/states/expressions/expression';

const list = (length: number) => Array.from({ length }, (_, index) => index).join();

describe('a long literal', () => {
  it.each([
    ['an array', `[${list(20_000)}]`],
    ['many arrays', `[${Array.from({ length: 100 }, () => `[${list(200)}]`).join()}]`],
    ['an array deep inside', `$count({"a": [[${list(20_000)}]]}.a)`],
    ['a sequence of expressions', `(${list(20_000).replaceAll(',', ';')})`],
  ])('as %s is refused before it is evaluated', (_what, source) => {
    expect(() => parse(source)).toThrow('lists of more than 10000 elements in all are not supported');
  });

  it('is taken up to thousands of elements', () => {
    expect(() => parse(`[${list(9000)}]`)).not.toThrow();
  });
});
