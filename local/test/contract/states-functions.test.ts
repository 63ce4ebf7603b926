import { SFNClient, TestStateCommand } from '@aws-sdk/client-sfn';
import { contractCloud } from './contract-cloud';

const cloud = contractCloud();
let sfn: SFNClient;
beforeAll(() => {
  sfn = new SFNClient(cloud.config);
});

async function evaluate(source: string, input: unknown) {
  const state = { QueryLanguage: 'JSONata', Type: 'Pass', Output: `{% ${source} %}`, End: true };
  return sfn.send(new TestStateCommand({ definition: JSON.stringify(state), input: JSON.stringify(input) }));
}
const run = async (source: string, input: unknown = {}) => {
  const { output, cause } = await evaluate(source, input);
  if (output === undefined) throw new Error(cause);
  return JSON.parse(output) as unknown;
};
const cause = async (source: string) => {
  const answer = await evaluate(source, {});
  expect(answer).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  return answer.cause ?? '';
};
const threw = (source: string, what: string) =>
  `The JSONata expression '${source}' specified for the field 'Output' threw an error during evaluation${what}`;

// Expectations of this file were answered by AWS to the same expressions (TestState, us-east-1).
describe('the functions that Step Functions adds', () => {
  it.each([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([1,2,3])', [[1, 2, 3]]],
    ['$partition([1,2,3,4,5], 2.9)', [[1, 2], [3, 4], [5]]],
    ['$range(0, 10, 2)', [0, 2, 4, 6, 8, 10]],
    ['$range(10, 0, -2)', [10, 8, 6, 4, 2, 0]],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$range(3, 3, 1)', 3],
    ['$count($range(1, 360145, 1))', 360145],
    ["$hash('Hello', 'MD5')", '8b1a9953c4611296a827abf8c47804d7'],
    ["$hash('ñ', 'MD5')", '94e9342ecbb1458b6043ecd3bfcbc192'],
    ["$hash('input', 'SHA-1')", '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
    ['$random(0.9) = $random(0)', true],
    ['$random(42) = $random(42)', true],
    ['$random(42) = $random(7)', false],
    ['$random(42) >= 0 and $random(42) < 1', true],
    ['$parse(\'{"b":1,"a":2}\')', { b: 1, a: 2 }],
    ['$map([\'{"a":1}\', \'{"a":2}\'], $parse).a', [1, 2]],
    ["$exists($parse('null'))", true],
  ])('evaluates %s', async (source, expected) => {
    expect(await run(source)).toEqual(expected);
  });

  it.each([
    '$partition([], 2)',
    '$partition([1], 0)',
    '$range(5, 1, 1)',
    '$range(1, 5, 0)',
    "$hash('a')",
    '$parse()',
  ])('gives nothing for %s, which fails the field', async (source) => {
    expect(await cause(source)).toBe(
      `The JSONata expression '${source}' specified for the field 'Output' returned nothing (undefined).`,
    );
  });

  it.each([
    ['$range(1)', '. T0410: Argument 2 of function "range" does not match function signature'],
    ["$uuid('seed')", '. T0410: Argument 1 of function "uuid" does not match function signature'],
    ['$parse(null)', '. T0410: Argument 1 of function "parse" does not match function signature'],
    [
      "$hash('a', 'md5')",
      ". D3137: Hash algorithm 'md5' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
    ],
    ["$partition('a', 2)", '. T0412: Argument 1 of function "partition" must be an array of undefined'],
    ["$hash(42, 'MD5')", '. T0410: Argument 1 of function "hash" does not match function signature'],
    ['$partition([1,2,3], -1)', '. D3137: Second argument must be zero or greater'],
    ['$parse(\'{"a":1,"a":2}\')', '. D3137: Invalid JSON'],
    ["$parse('1e400')", '. D3137: Invalid JSON'],
    ["$parse('[1] [2]')", '. D3137: Invalid JSON'],
  ])('refuses %s', async (source, what) => {
    expect(await cause(source)).toBe(threw(source, what));
  });

  it('draws a new uuid of version 4 each time', async () => {
    expect(await run('[$uuid(), $uuid()]')).toEqual([
      expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      expect.any(String),
    ]);
    expect(await run('$uuid() = $uuid()')).toBe(false);
  });
});

describe('what AWS takes away', () => {
  it('has no $eval', async () => {
    expect(await cause("$eval('1+1')")).toBe(
      threw("$eval('1+1')", '. T1006: Attempted to invoke a non-function'),
    );
  });

  it.each(['!!!', 'YQ=', 'Y', 'YQ==YQ=='])('does not skip what is no Base64 in %s', async (text) => {
    const source = `$base64decode('${text}')`;
    const told = `The JSONata expression '${source}' specified for the field 'Output' threw an internal error during evaluation. `;
    expect((await cause(source)).startsWith(told)).toBe(true);
  });

  it.each([
    ['YWI=', 'ab'],
    ['YWI', 'ab'],
    ['', ''],
  ])('decodes the Base64 %s', async (text, expected) => {
    expect(await run(`$base64decode('${text}')`)).toBe(expected);
  });

  it.each(["$states.input.a ?? 'b'", "$states.input.a ?: 'b'"])(
    'does not parse the newer operator in %s',
    async (source) => {
      await expect(evaluate(source, {})).rejects.toMatchObject({
        name: 'InvalidDefinition',
        message: expect.stringContaining('INVALID_JSONATA_EXPRESSION') as string,
      });
    },
  );
});

describe('values that JSON does not have', () => {
  it.each([
    ['1/0', 'Infinity'],
    ['-1/0', '-Infinity'],
    ['0/0', 'NaN'],
    ['[1/0]', ['Infinity']],
    ["{'k': 1/0}", { k: 'Infinity' }],
  ])('writes %s as a text', async (source, expected) => {
    expect(await run(source)).toEqual(expected);
  });

  it('refuses a function as a result', async () => {
    const source = 'function($x){$x}';
    expect(await cause(source)).toBe(
      `The JSONata expression '${source}' specified for the field 'Output' returned an unsupported result type.`,
    );
  });

  it('keeps null, which is a value', async () => {
    expect(await run('$states.input.a', { a: null })).toBeNull();
    expect(await run('$count(null)')).toBe(1);
  });
});

describe('type errors', () => {
  it.each([
    ["1 + 'a'", '. T2002: The right side of the "+" operator must evaluate to a number'],
    ["1 < 'a'", '. T2009: The values 1 and "a" either side of operator "<" must be of the same data type'],
    ["$sum(['a'])", '. T0412: Argument 1 of function "sum" must be an array of "numbers"'],
    ['$sqrt(-1)', '. D3060: The sqrt function cannot be applied to a negative number: -1'],
    ['$unknown(1)', '. T1006: Attempted to invoke a non-function'],
  ])('says what is wrong with %s', async (source, what) => {
    expect(await cause(source)).toBe(threw(source, what));
  });

  it('finds a text and a number different, and cannot order them', async () => {
    expect(await run("'5' = 5")).toBe(false);
    expect(await cause("'5' >= 5")).toContain('T2009');
  });
});

describe('bounds of an evaluation', () => {
  const memory = ': Expression evaluation memory limit exceeded: Check for excessive memory usage';
  const stack =
    ': Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
  const timeout = ': Expression evaluation timeout: Check for infinite loop';
  const countdown = '($f := function($x){ $x <= 0 ? 0 : 1 + $f($x-1) }; $f(';

  it('allows 100 nested evaluations and not one more', async () => {
    expect(await run(`${countdown}31))`)).toBe(31);
    expect(await cause(`${countdown}32))`)).toBe(threw(`${countdown}32))`, stack));
    const sum = (terms: number) => Array(terms).fill('1').join('+');
    expect(await run(sum(100))).toBe(100);
    expect(await cause(sum(101))).toBe(threw(sum(101), stack));
  });

  it('allows 873782 elements and not one more', async () => {
    expect(await run('[1..873782] ~> $count()')).toBe(873782);
    expect(await cause('[1..873783] ~> $count()')).toBe(threw('[1..873783] ~> $count()', memory));
    expect(await cause('$range(1, 360146, 1)')).toBe(threw('$range(1, 360146, 1)', memory));
  });

  it('stops a text that keeps doubling, and one that is padded without end', async () => {
    const doubling = "($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p('x', 31)))";
    expect(await cause(doubling)).toBe(threw(doubling, memory));
    expect(await cause("$pad('x', 1000000000)")).toBe(threw("$pad('x', 1000000000)", memory));
  });

  it('stops an endless recursion and an endless match after their time', async () => {
    const endless = '($f := function($x){ $f($x+1) }; $f(1))';
    expect(await cause(endless)).toBe(threw(endless, timeout));
    const match = `$match('${'a'.repeat(40)}b', /(a+)+$/)`;
    expect(await cause(match)).toBe(threw(match, timeout));
  });
});
