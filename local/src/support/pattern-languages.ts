import { compilePattern } from '../services/events/patterns/compile-pattern';
import { filterPattern } from '../services/logs/filter-pattern';
import { parseQuery } from '../services/logs/insights/parse-query';
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
    'Terms, quoted phrases, `?optional`, `-excluded`': () => filterPattern('a "b c" ?d -e'),
    '`%regular expression%`': () => filterPattern('%a+%'),
    '`{ $.json = conditions }` with `&&`, `||`, `IS NULL`, `NOT EXISTS`': () =>
      filterPattern('{ ($.a = 1) && ($.b IS NULL || $.c NOT EXISTS) }'),
    '`[space, delimited = x, columns, ...]`': () => filterPattern('[a, b = 1, ...]'),
  });
}

/** Commands of CloudWatch Logs Insights. */
export function insightsCommands(): Feature[] {
  const samples: Record<string, string> = {
    fields: 'fields @timestamp',
    display: 'display @message',
    filter: 'filter @message like /a/',
    filterIndex: 'filterIndex a = 1',
    sort: 'sort @timestamp desc',
    limit: 'limit 5',
    stats: 'stats count(*) by bin(5m)',
    parse: 'parse @message "a * b" as c',
    dedup: 'dedup a',
    pattern: 'pattern @message',
    diff: 'diff',
    unmask: 'unmask @message',
    unnest: 'unnest a into b',
    anomaly: 'pattern @message | anomaly',
    lookup: 'lookup t a as b OUTPUT c',
    SOURCE: "SOURCE logGroups(namePrefix: ['a'])",
  };
  return tried(
    Object.fromEntries(
      Object.entries(samples).map(([name, query]) => [`\`${name}\``, () => parseQuery(query)]),
    ),
  );
}

function pattern(document: object): () => unknown {
  return () => compilePattern(JSON.stringify(document));
}
