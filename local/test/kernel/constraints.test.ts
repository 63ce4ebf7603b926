import { constrained, length, oneOf, range } from '../../src/kernel/constraints';
import type { Call } from '../../src/kernel/service';

const CONSTRAINTS = {
  List: {
    Limit: range(1, 50),
    Name: length(1, 3, String.raw`[\.a-z]+`),
    Ids: length(1, 2),
    Order: oneOf('up', 'down'),
  },
};

function run(input: object, operation = 'List') {
  const refuse = (message: string) => new Error(message);
  const operations = { List: () => 'done', Other: () => 'done' };
  const checked = constrained(operations, CONSTRAINTS, refuse);
  return () => checked[operation]!(input as never, {} as Call);
}

it.each([
  [
    { Limit: 51 },
    "Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
  ],
  [
    { Limit: 0 },
    "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    { Name: 'abcd' },
    "Value 'abcd' at 'name' failed to satisfy constraint: Member must have length less than or equal to 3",
  ],
  [
    { Name: 'A' },
    String.raw`Value 'A' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\.a-z]+`,
  ],
  [
    { Ids: ['a', 'b', 'c'] },
    "Value '[a, b, c]' at 'ids' failed to satisfy constraint: Member must have length less than or equal to 2",
  ],
  [
    { Order: 'x' },
    "Value 'x' at 'order' failed to satisfy constraint: Member must satisfy enum value set: [up, down]",
  ],
])('%j is refused', (input, fault) => {
  expect(run(input)).toThrow(new Error(`1 validation error detected: ${fault}`));
});

it('tells every fault at once', () => {
  expect(run({ Limit: 51, Name: 'ABCD' })).toThrow(/^3 validation errors detected: .*; .*; /);
});

it('lets pass what is within bounds, what is not given, and other operations', () => {
  expect(run({ Limit: 50, Name: '.ab', Ids: ['a'], Order: 'up' })()).toBe('done');
  expect(run({})()).toBe('done');
  expect(run({ Limit: 51 }, 'Other')()).toBe('done');
});
