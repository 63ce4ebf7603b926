import { differences } from '../../../cli/replay/differences';

describe('differences', () => {
  it('are as deep as objects go, and name what is gone', () => {
    const before = { a: { b: 1, c: 'x', d: null }, list: [1, 2], same: { deep: [{}] } };
    const after = { a: { b: 2, d: null, e: {} }, list: [2], same: { deep: [{}] } };

    expect(differences(before, after, ['body'])).toEqual([
      { path: ['body', 'a', 'b'], value: 2, remove: false },
      { path: ['body', 'a', 'c'], remove: true },
      { path: ['body', 'a', 'e'], value: {}, remove: false },
      { path: ['body', 'list'], value: [2], remove: false },
    ]);
  });

  it('are none between the same', () => {
    expect(differences({ a: [1] }, { a: [1] }, ['user'])).toEqual([]);
  });
});
