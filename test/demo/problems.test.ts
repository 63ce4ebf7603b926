import type { Timeline } from '../../cli/timeline/timeline';
import { findProblems } from './problems';
import type { Row } from './journey';
import type { SeenEvent } from './probe';
import type { Scenario } from './scenarios';

const row: Row | null = { name: 'Alan Turing', email_verified: true };

test('executions that race may end in either order', () => {
  expect(problems({ outcomes: ['registered', 'duplicate'] })).toEqual([]);
  expect(problems({ outcomes: ['duplicate', 'registered'] })).toEqual([]);
});

test('an outcome too few, too many or another is a problem', () => {
  expect(problems({ outcomes: ['registered'] })).toHaveLength(1);
  expect(problems({ outcomes: ['registered', 'duplicate', 'duplicate'] })).toHaveLength(1);
  expect(problems({ outcomes: ['registered', 'registered'] })).toEqual([
    'outcomes: ["registered","registered"] instead of ["duplicate","registered"]',
  ]);
});

test('an execution that still runs is a problem', () => {
  expect(problems({ outcomes: ['registered', undefined] })).toHaveLength(1);
});

test('another row and a missing row are problems', () => {
  expect(problems({ row: { ...row, email_verified: false } })).toHaveLength(1);
  expect(problems({ row: null })).toHaveLength(1);
});

test('copies of an event must carry one id', () => {
  expect(problems({ registeredIds: ['a', 'b'] })).toEqual([
    'user.registered: {"copies":2,"distinct":2} instead of {"copies":2,"distinct":1}',
  ]);
  expect(problems({ persistedIds: [] })).toHaveLength(1);
});

function problems({
  outcomes = ['registered', 'duplicate'] as (string | undefined)[],
  row: found = row,
  registeredIds = ['a', 'a'],
  persistedIds = ['p'],
} = {}): string[] {
  const events = [
    ...registeredIds.map((eventId) => ({ type: 'user.registered', eventId }) as SeenEvent),
    ...persistedIds.map((eventId) => ({ type: 'user.persisted', eventId }) as SeenEvent),
  ];
  const executions = outcomes.map((outcome) => ({ outcome }) as Timeline);
  return findProblems(scenario(), found, events, executions);
}

function scenario(): Scenario {
  return {
    title: 'has the trigger fired twice',
    user: { email: 'alan@example.com' },
    act: () => Promise.resolve('sub'),
    expected: {
      outcomes: ['registered', 'duplicate'],
      row: { name: 'Alan Turing', emailVerified: true },
      registered: { copies: 2, distinct: 1 },
      persisted: { copies: 1, distinct: 1 },
    },
  };
}
