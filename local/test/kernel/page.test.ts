import { page } from '../../src/kernel/page';

const invalid = () => new RangeError('not a token');

describe('a page of a list', () => {
  it('leads to the next one by its token, until the last', () => {
    const first = page(['a', 'b', 'c'], 2, undefined, invalid);
    expect(first.items).toEqual(['a', 'b']);

    const second = page(['a', 'b', 'c'], 2, first.NextToken, invalid);
    expect(second).toEqual({ items: ['c'] });
  });

  it('has no next one when the list ends with it', () => {
    expect(page(['a', 'b'], 2, undefined, invalid)).toEqual({ items: ['a', 'b'] });
  });

  it.each(['!', 'MA==', 'LTE=', 'MS41', 'YQ=='])('refuses the token %j', (token) => {
    expect(() => page(['a', 'b'], 1, token, invalid)).toThrow(RangeError);
  });
});
