import { evaluate } from '../services/states/expressions/expression';
import type { Feature } from './feature';

/** Expressions that use one thing each, by what they use. */
const SAMPLES: Readonly<Record<string, string>> = {
  'Paths, predicates, `*`, `**`, `%`, `^(…)`, `{…}` grouping, `~>`, `@` and `#` binds':
    '[3, 1]^($)[0] ~> $string()',
  'Regular expressions, with a time limit': '$match("ab", /a/).match',
  "Functions of one's own, recursion within the depth limit": '($f := function($n) { $n + 1 }; $f(1))',
  'Partial application, transforms (`|…|…|`)': '($add := function($a, $b) { $a + $b }; $add(1, ?)(2))',
  '`$partition`': '$partition([1, 2, 3], 2)',
  '`$range`': '$range(1, 5, 2)',
  '`$hash`': '$hash("a", "SHA-256")',
  '`$random`': '$random(7)',
  '`$uuid`': '$uuid()',
  '`$parse`': '$parse("{}")',
  '`$eval` (Step Functions takes it away)': '$eval("1")',
  'JSONata after 2.0.6: `??`': 'null ?? 1',
  'JSONata after 2.0.6: `?:`': '0 ?: 1',
  ...functions({
    $sum: '[1]',
    $count: '[1]',
    $max: '[1]',
    $min: '[1]',
    $average: '[1]',
    $string: '1',
    $substring: '"abc", 1',
    $substringBefore: '"abc", "b"',
    $substringAfter: '"abc", "b"',
    $lowercase: '"A"',
    $uppercase: '"a"',
    $length: '"a"',
    $trim: '" a "',
    $pad: '"a", 3',
    $contains: '"a", "a"',
    $replace: '"a", "a", "b"',
    $split: '"a b", " "',
    $join: '["a"]',
    $formatNumber: '1, "0.0"',
    $formatBase: '10, 2',
    $formatInteger: '10, "w"',
    $parseInteger: '"10", "0"',
    $number: '"1"',
    $floor: '1.5',
    $ceil: '1.5',
    $abs: '-1',
    $round: '1.5',
    $sqrt: '4',
    $power: '2, 2',
    $boolean: '1',
    $not: 'true',
    $exists: '1',
    $map: '[1], function($v) { $v }',
    $filter: '[1], function($v) { true }',
    $single: '[1]',
    $reduce: '[1, 2], function($a, $b) { $a + $b }',
    $sift: '{"a": 1}, function($v) { true }',
    $each: '{"a": 1}, function($v) { $v }',
    $zip: '[1], [2]',
    $keys: '{"a": 1}',
    $lookup: '{"a": 1}, "a"',
    $append: '[1], 2',
    $spread: '{"a": 1}',
    $merge: '[{"a": 1}]',
    $sort: '[2, 1]',
    $reverse: '[2, 1]',
    $shuffle: '[1]',
    $distinct: '[1, 1]',
    $type: '1',
    $assert: 'true, "m"',
    $base64encode: '"a"',
    $base64decode: '"YQ=="',
    $encodeUrlComponent: '"a b"',
    $encodeUrl: '"http://a/b c"',
    $decodeUrlComponent: '"a%20b"',
    $decodeUrl: '"http://a/b%20c"',
    $now: '',
    $millis: '',
    $toMillis: '"2026-01-01T00:00:00Z"',
    $fromMillis: '0',
  }),
};

/** What an expression may use here: each sample is evaluated. */
export async function expressionLanguage(): Promise<Feature[]> {
  const features: Feature[] = [];
  for (const [feature, source] of Object.entries(SAMPLES))
    features.push({ feature, served: await succeeds(source) });
  return features;
}

async function succeeds(source: string): Promise<boolean> {
  try {
    await evaluate(`[${source}]`, 'Output', {});
    return true;
  } catch {
    return false;
  }
}

function functions(samples: Readonly<Record<string, string>>): Record<string, string> {
  const calls = Object.entries(samples).map(([name, args]) => [`\`${name}\``, `${name}(${args})`]);
  return Object.fromEntries(calls) as Record<string, string>;
}
