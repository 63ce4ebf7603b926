import { compilePattern } from '../services/events/patterns/compile-pattern';
import { filterPattern } from '../services/logs/filter-pattern';
import { tried, type Feature } from './feature';

/** Operators of EventBridge's event patterns. */
export function eventPatterns(): Feature[] {
  return tried({
    'Values: text, number, `true`, `false`, `null`': pattern({ a: ['x', 1, true, null] }),
    '`prefix`, also with `equals-ignore-case`': pattern({
      a: [{ prefix: 'x' }, { prefix: { 'equals-ignore-case': 'x' } }],
    }),
    '`suffix`, also with `equals-ignore-case`': pattern({
      a: [{ suffix: 'x' }, { suffix: { 'equals-ignore-case': 'x' } }],
    }),
    '`equals-ignore-case`': pattern({ a: [{ 'equals-ignore-case': 'x' }] }),
    '`wildcard`': pattern({ a: [{ wildcard: 'x*y' }] }),
    '`anything-but`: values, lists': pattern({ a: [{ 'anything-but': ['x', 'y'] }, { 'anything-but': 1 }] }),
    '`anything-but` with `prefix`, `suffix`, `wildcard`, `equals-ignore-case`': pattern({
      a: [
        { 'anything-but': { prefix: 'x' } },
        { 'anything-but': { suffix: ['x'] } },
        { 'anything-but': { wildcard: '*x' } },
        { 'anything-but': { 'equals-ignore-case': 'x' } },
      ],
    }),
    '`numeric`: `=`, `<`, `<=`, `>`, `>=`, ranges': pattern({ a: [{ numeric: ['>', 0, '<=', 5] }] }),
    '`exists`': pattern({ a: [{ exists: false }] }),
    '`cidr`': pattern({ a: [{ cidr: '10.0.0.0/24' }] }),
    '`$or`': pattern({ $or: [{ a: [1] }, { b: [2] }] }),
  });
}

/** Forms of CloudWatch Logs filter patterns. */
export function logPatterns(): Feature[] {
  return tried({
    '`{ $.json = "conditions" }` on texts with `=`, `!=`, `*`, `&&`, `||`': () =>
      filterPattern('{ ($.a = "x*") && ($.b.c != y || $.d = z) }'),
    'Terms, `%regular expressions%`, `[columns]`, numbers': () => filterPattern('a'),
  });
}

function pattern(document: object): () => unknown {
  return () => compilePattern(JSON.stringify(document));
}
