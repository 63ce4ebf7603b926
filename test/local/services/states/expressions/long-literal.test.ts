import { parse } from '../../../../../local/services/states/expressions/expression';

const list = (length: number) => Array.from({ length }, (_, index) => index).join();

describe('a long literal', () => {
  it.each([
    ['an array', `[${list(20_000)}]`],
    ['an array deep inside', `$count({"a": [[${list(20_000)}]]}.a)`],
    ['a sequence of expressions', `(${list(20_000).replaceAll(',', ';')})`],
  ])('as %s is refused before it is evaluated', (_what, source) => {
    expect(() => parse(source)).toThrow('a list of 20000 elements is not supported');
  });

  it('of many arrays, each of them short, is taken', () => {
    expect(() => parse(`[${Array.from({ length: 100 }, () => `[${list(200)}]`).join()}]`)).not.toThrow();
  });
});
