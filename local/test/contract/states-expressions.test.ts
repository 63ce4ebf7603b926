import { contractCloud } from './contract-cloud';
import { only, StateMachines, workflowRole } from './state-machines';

const cloud = contractCloud({
  resources: { Role: workflowRole() },
  outputs: { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
});
const machines = new StateMachines(cloud);

// Step Functions developer guide, "Transforming data with JSONata in Step Functions" unless a row says more.
describe('an expression', () => {
  it.each<[rule: string, expression: unknown, result: unknown, input?: unknown]>([
    ['sees the input of its state', '{% $states.input.a %}', 1, { a: 1 }],
    ['stands anywhere in a value', { a: ['{% 1 + 1 %}', { b: '{% "x" %}' }] }, { a: [2, { b: 'x' }] }],
    ['may have no blanks around it', '{%1+1%}', 2],
    ["sees the execution's input", '{% $states.context.Execution.Input.a %}', 1, { a: 1 }],
    ["sees the state's name", '{% $states.context.State.Name %}', 'Only'],
    ['gives an object', '{% {"a": $states.input.a} %}', { a: [1] }, { a: [1] }],
    ['gives null', '{% null %}', null],
    ['unpacks a sequence of one', '{% $states.input.items[n > 1].n %}', 2, { items: [{ n: 1 }, { n: 2 }] }],
    [
      'keeps an array where it is asked to',
      '{% $states.input.items[n > 1].n[] %}',
      [2],
      { items: [{ n: 2 }] },
    ],
    ['partitions', '{% $partition([1, 2, 3, 4], 3) %}', [[1, 2, 3], [4]]],
    ['makes a range', '{% $range(0, 10, 5) %}', [0, 5, 10]],
    ['hashes', '{% $hash("input data", "SHA-1") %}', 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ['hashes by MD5', '{% $hash("a", "MD5") %}', '0cc175b9c0f1b6a831c399e269772661'],
    ['parses JSON', '{% $parse("{\\"a\\": [1]}").a %}', [1]],
    ['makes a random number', '{% $random() < 1 %}', true],
    ['makes the same random number of the same seed', '{% $random(3) = $random(3) %}', true],
    ['makes a UUID of version 4', '{% $match($uuid(), /^[\\da-f-]{14}4/).match ? true : false %}', true],
    ['compares without converting', '{% "5" = 5 %}', false],
    ['converts by $number', '{% $number("5") = 5 %}', true],
    ['joins texts', '{% "a" & 1 & true %}', 'a1true'],
    ['formats a time', '{% $fromMillis(0) %}', '1970-01-01T00:00:00.000Z'],
    ['sorts', '{% $sort([3, 1, 2]) %}', [1, 2, 3]],
    ['encodes and decodes base64', '{% $base64decode($base64encode("ä")) %}', 'ä'],
  ])('%s', async (_rule, Output, result, input = {}) => {
    const answer = await machines.run(only({ Type: 'Pass', Output }), input);
    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: result });
  });

  it.each<[rule: string, expression: string]>([
    ['gives nothing', '{% $states.input.missing %}'],
    ['compares a text with a number by order', '{% "5" >= 5 %}'],
    ['calls what is no function', '{% $nothing(1) %}'],
    ['uses $eval, which Step Functions takes away', '{% $eval("1") %}'],
    ['throws its own error', '{% $error("no") %}'],
    ['asks for an unknown hash', '{% $hash("a", "SHA-3") %}'],
    ['parses what is no JSON', '{% $parse("{") %}'],
    ['gives a function', '{% $sum %}'],
    ['adds a text to a number', '{% 1 + "1" %}'],
  ])('fails with States.QueryEvaluationError when it %s', async (_rule, Output) => {
    // "Handling expression errors"
    expect(await machines.run(only({ Type: 'Pass', Output }))).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });

  it('may not loop for ever', async () => {
    const loop = '{% ($f := function($n) { $f($n + 1) }; $f(0)) %}';
    expect(await machines.run(only({ Type: 'Pass', Output: loop }))).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });

  it('may not make a text that fills the memory', async () => {
    const grow = '{% ($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("aaaaaaaa", 40)) %}';
    expect(await machines.run(only({ Type: 'Pass', Output: grow }))).toMatchObject({ status: 'FAILED' });
  });

  it('may not give more than 256 KiB', async () => {
    // "Quotas", maximum input or output size
    const large = '{% $pad("", 300000, "x") %}';
    expect(await machines.run(only({ Type: 'Pass', Output: large }))).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    });
  });

  it.each([
    ['does not parse', '{% 1 + %}'],
    ['begins after something else', 'a {% 1 %}'],
    ['has no end', '{% 1'],
    ['uses $$', '{% $$ %}'],
    ['uses $ at its top', '{% $ %}'],
  ])('that %s is refused when the machine is made', async (_rule, Output) => {
    // "Reserved variable: $states" and "$ and $$"
    await expect(machines.create(only({ Type: 'Pass', Output }))).rejects.toMatchObject({
      name: 'InvalidDefinition',
    });
  });

  it.each([
    ['$states.result in a Pass', { Type: 'Pass', Output: '{% $states.result %}' }],
    ['$states.errorOutput outside a Catch', { Type: 'Pass', Output: '{% $states.errorOutput %}' }],
    ['an unknown field of $states', { Type: 'Pass', Output: '{% $states.other %}' }],
    ['an assignment to $states', { Type: 'Pass', Assign: { states: 1 } }],
  ])('that uses %s is refused when the machine is made', async (_rule, state) => {
    // "Reserved variable: $states"
    await expect(machines.create(only(state))).rejects.toMatchObject({ name: 'InvalidDefinition' });
  });
});
