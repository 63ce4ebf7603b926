import type { Fault } from 'local-cloud/kernel/faults';
import { ARRIVALS, duration, TIMES, type Cell } from './cells';
import type { TestUser } from './test-user';

const PUBLISHER = 'PublishUserRegistered';
const bus = { service: 'events', operation: 'PutEvents', caller: PUBLISHER };
const queue = { service: 'sqs', operation: 'SendMessage', caller: PUBLISHER };
const refused = { code: 'AccessDeniedException', message: 'Injected', status: 400 };
const halfFailed = {
  FailedEntryCount: 1,
  Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'Injected' }],
};

/** What may happen to the trigger's PutEvents. */
const troubles: Readonly<Record<string, Partial<Fault>>> = {
  'PutEvents refused': { error: refused },
  'PutEvents throttled': { error: { code: 'ThrottlingException', message: 'Rate exceeded', status: 400 } },
  'PutEvents failing': { error: { code: 'InternalException', message: 'Injected', status: 500 } },
  'PutEvents half-failed': { response: halfFailed },
  'PutEvents slow': { delay: 5_000 },
  'PutEvents answer lost': {
    error: { code: 'InternalException', message: 'Injected', status: 500 },
    afterEffect: true,
  },
};

/** The trigger under every trouble of its bus, and of its queue as well. */
export function triggerCells(): Cell[] {
  const alone = Object.entries(troubles).flatMap(([error, trouble]) =>
    cells(error, ['registered'], (times) => [{ ...bus, ...trouble, ...duration(times) }]),
  );
  const both = cells('PutEvents and SendMessage refused', ['registered', 'not published'], (times) => [
    { ...bus, error: refused, ...duration(times) },
    { ...queue, error: refused, ...duration(times) },
  ]);
  return [...alone, ...both];
}

function cells(error: string, expected: string[], faults: (times: Cell['times']) => Fault[]): Cell[] {
  return TIMES.flatMap((times) =>
    ARRIVALS.map((arrival) => ({
      ...{ step: PUBLISHER, error, times, arrival, expected },
      faults: ({ id }: TestUser) => faults(times).map((fault) => ({ ...fault, input: id })),
    })),
  );
}
