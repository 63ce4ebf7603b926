import type { Fault } from 'local-cloud/kernel/faults';
import { ARRIVALS, duration, TIMES, type Cell } from './cells';
import type { TestUser } from './test-user';

/** Name of the rule in the matrix. */
export const RULE = 'rule UserRegistered';

const troubles: Readonly<Record<string, { fault: Partial<Fault>; hopeless?: true }>> = {
  'SendMessage failing': { fault: { error: { code: 'InternalError', message: 'Injected', status: 500 } } },
  'SendMessage throttled': {
    fault: { error: { code: 'ThrottlingException', message: 'Injected', status: 400 } },
  },
  'SendMessage refused': {
    fault: { error: { code: 'AccessDenied', message: 'Injected', status: 403 } },
    hopeless: true,
  },
  'SendMessage answer lost': {
    fault: { error: { code: 'InternalError', message: 'Injected', status: 500 }, afterEffect: true },
  },
};

/** The delivery from the rule to the queue, which EventBridge tries for a day; what it gives up goes to a queue of its own. */
export function ruleCells(): Cell[] {
  return Object.entries(troubles).flatMap(([error, { fault, hopeless }]) =>
    TIMES.flatMap((times) =>
      ARRIVALS.map((arrival) => ({
        ...{ step: RULE, error, times, arrival },
        expected: ends(times, { hopeless, arrives: fault.afterEffect }),
        // The rule's dead-letter queue is another one.
        faults: ({ id }: TestUser) => [
          {
            service: 'sqs',
            operation: 'SendMessage',
            caller: 'events:',
            ...fault,
            ...duration(times),
            input: [id, '/UserRegistration-RegistrationQueue'],
          },
        ],
      })),
    ),
  );
}

function ends(times: Cell['times'], { hopeless, arrives }: { hopeless?: true; arrives?: boolean }): string[] {
  if (arrives) return times === 'for ever' ? ['registered', 'rule dead letter'] : ['registered'];
  if (hopeless) return times === 'once' ? ['rule dead letter', 'registered'] : ['rule dead letter'];
  return times === 'for ever' ? ['rule dead letter'] : ['registered'];
}
