import { numberParameters } from '../../../src/services/rds-data/named-parameters';

const number = (sql: string, ...given: string[]) => numberParameters(sql, new Set(given));

describe('numberParameters', () => {
  it('numbers names in order of appearance, each once', () => {
    expect(number('SELECT :b, :a, :b', 'a', 'b')).toEqual({ text: 'SELECT $1, $2, $1', names: ['b', 'a'] });
  });

  it('takes names that are numbers, as drizzle sends them', () => {
    expect(number('VALUES (:1, :2)', '1', '2').text).toBe('VALUES ($1, $2)');
  });

  it.each([
    ['a cast', 'SELECT 1::int, x::text[]'],
    ['a string', "SELECT ':a', 'it''s :a'"],
    ['an escape string', String.raw`SELECT E'it\':a'`],
    ['a quoted identifier', 'SELECT ":a", "x"":a"'],
    ['a line comment', 'SELECT 1 -- :a\n'],
    ['a nested block comment', 'SELECT 1 /* :a /* :a */ :a */'],
    ['an assignment', 'x := 1'],
    ['an unterminated string', "SELECT ':a"],
    ['an unterminated comment', 'SELECT /* :a'],
  ])('leaves %s alone', (_, sql) => {
    expect(number(sql, 'a')).toEqual({ text: sql, names: [] });
  });

  it('casts a parameter', () => {
    expect(number('SELECT :a::uuid', 'a').text).toBe('SELECT $1::uuid');
  });

  // tmokmss/aurora-data-api-proxy, COMPATIBILITY.md: measured on Aurora PostgreSQL 17.9.
  it('looks into dollar quotes and array slices, as AWS does', () => {
    expect(number('SELECT $$a :b c$$').text).toBe('SELECT $$a $1 c$$');
    expect(number('SELECT x[1:2]').text).toBe('SELECT x[1$1]');
  });

  it('gives the numbers without a value to the end', () => {
    expect(number('SELECT :missing, :a', 'a')).toEqual({ text: 'SELECT $2, $1', names: ['a'] });
  });
});
