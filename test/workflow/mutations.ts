import type { Definition } from './problems-of';

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly [field: string]: unknown;
}

/** A definition with one change to a Retry or a Catch. */
export interface Mutation {
  readonly step: string;
  readonly change: string;
  readonly definition: Definition;
}

/** Every Retry and Catch of the definition removed, and each of their fields altered. */
export function mutationsOf(definition: Definition): Mutation[] {
  return Object.entries(definition.States).flatMap(([step, state]) =>
    (['Retry', 'Catch'] as const).flatMap((field) => {
      const handlers = (state[field] ?? []) as readonly Retrier[];
      const change = (what: string, changed: readonly object[]): Mutation => ({
        step,
        change: `${step}: ${field}${what}`,
        definition: {
          ...definition,
          States: { ...definition.States, [step]: { ...state, [field]: changed } },
        },
      });
      return handlers.flatMap((handler, index) => {
        const at = `[${index}]`;
        const replaced = (other: object) => handlers.map((each, place) => (place === index ? other : each));
        const removed = change(
          `${at} removed`,
          handlers.filter((_, place) => place !== index),
        );
        const altered = field === 'Retry' ? alteredRetriers(handler) : alteredCatchers(handler);
        const names = withoutNames(handler);
        return [
          removed,
          ...[...altered, ...names].map(([what, other]) => change(`${at} ${what}`, replaced(other))),
        ];
      });
    }),
  );
}

type Alteration = readonly [what: string, altered: object];

function withoutNames(handler: Retrier): Alteration[] {
  const { ErrorEquals } = handler;
  if (ErrorEquals.length < 2) return [];
  return ErrorEquals.map((name) => [
    `without ${name}`,
    { ...handler, ErrorEquals: ErrorEquals.filter((each) => each !== name) },
  ]);
}

function alteredRetriers(retrier: Retrier): Alteration[] {
  const { MaxAttempts, IntervalSeconds, JitterStrategy, ...rest } = retrier;
  const more: Alteration = ['with one more attempt', { ...retrier, MaxAttempts: Number(MaxAttempts) + 1 }];
  // One that forbids a retry has nothing else to say.
  if (MaxAttempts === 0) return [more];
  return [
    more,
    ['with one attempt less', { ...retrier, MaxAttempts: Number(MaxAttempts) - 1 }],
    ['with a longer interval', { ...retrier, IntervalSeconds: Number(IntervalSeconds) + 1 }],
    ['without back-off', { ...retrier, BackoffRate: 1 }],
    ['with a shorter longest wait', { ...retrier, MaxDelaySeconds: IntervalSeconds }],
    ['for other errors', { ...retrier, ErrorEquals: ['Nobody.ThrowsThis'] }],
    JitterStrategy
      ? ['without jitter', { ...rest, MaxAttempts, IntervalSeconds }]
      : ['with jitter', { ...retrier, JitterStrategy: 'FULL' }],
  ];
}

function alteredCatchers(catcher: Retrier): Alteration[] {
  const { Output, Assign, ...rest } = catcher;
  const altered: Alteration[] = [
    ['for other errors', { ...catcher, ErrorEquals: ['Nobody.ThrowsThis'] }],
    ['for time-outs only', { ...catcher, ErrorEquals: ['States.Timeout'] }],
    // Where it may end well already, another end.
    [
      'to a success',
      { ...catcher, Next: catcher.Next === 'ChooseAlert' ? 'RegistrationRejected' : 'RegistrationParked' },
    ],
  ];
  if (Output !== undefined)
    altered.push(['without its output', { ...rest, ...(Assign !== undefined && { Assign }) }]);
  if (Assign !== undefined)
    altered.push(['without its assignment', { ...rest, ...(Output !== undefined && { Output }) }]);
  return altered;
}
