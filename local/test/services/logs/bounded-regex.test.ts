import { BoundedRegex } from '../../../src/services/logs/bounded-regex';

it('finds what the expression finds', () => {
  const regex = new BoundedRegex(/(?<word>b+)c/);
  expect(regex.exec('abbc')?.groups).toMatchObject({ word: 'bb' });
  expect(regex.exec('abb')).toBeNull();
});

it.each([/(a+)+$/, /a*a*a*a*a*a*a*b/])('stops %s, and refuses it at once from then on', (expression) => {
  const regex = new BoundedRegex(expression);
  const match = () => regex.exec(`${'a'.repeat(30_000)}!`);
  expect(match).toThrow('takes too long');
  for (let i = 0; i < 1000; i++) expect(match).toThrow('takes too long');
});
