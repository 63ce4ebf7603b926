import type { Fault } from 'local-cloud/kernel/faults';
import { randomFaults } from '../random-faults';

/** While people live: the registration workflow stumbles, and now and then nobody is told of a sign-up. */
export function lifeFaults(rate: number): Fault[] {
  const unpublished = {
    caller: 'lambda:',
    rate: Math.sqrt(rate) / 2,
    error: { code: 'InternalFailure', status: 500 },
  };
  return [
    { service: 'events', operation: 'PutEvents', ...unpublished },
    { service: 'sqs', operation: 'SendMessage', ...unpublished },
    ...randomFaults(rate),
  ];
}

/** While the pool is listed: short and empty pages, and refusals. */
export function listingFaults(rate: number): Fault[] {
  const listing = { service: 'cognito-idp', operation: 'ListUsers', caller: 'states:', rate };
  return [
    { ...listing, error: { code: 'TooManyRequestsException' } },
    { ...listing, pageSize: 0 },
    { ...listing, pageSize: 3 },
  ];
}
