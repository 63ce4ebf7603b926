import type { FailureRecord } from '../failures/failure-record';

/** What an operator should do about a failure of this kind, in a sentence or two. */
export function adviceFor({
  lane,
  error,
  cause,
  disposition,
  status,
}: Pick<FailureRecord, 'lane' | 'error' | 'cause' | 'disposition' | 'status'>): string {
  if (status === 'retrying') return 'Nothing yet: the queue delivers it again by itself.';
  const known = KNOWN.find(({ fits }) => fits.test(`${error} ${cause}`));
  if (known) return known.advice;
  if (disposition === 'rejected')
    return 'The data was refused and will be refused again. Change it and replay, or discard it.';
  if (lane === 'transient')
    return 'Time alone may have healed it: replay one, and the rest when that went well.';
  return 'Somebody has to mend the cause. Then replay one, and the rest when that went well.';
}

const KNOWN: readonly { readonly fits: RegExp; readonly advice: string }[] = [
  {
    fits: /^EmailInUse /,
    advice:
      'The address belongs to another identity, which the cause names. Find out whose it is; only then replay or discard.',
  },
  {
    fits: /^InvalidRegistrationError /,
    advice:
      'The event breaks its contract. Change the member that the cause names and replay from ValidateUser, or discard it.',
  },
  {
    fits: /AccessDenied|not authorized|permission denied/i,
    advice: 'A right is missing: of the workflow role, or of its database login. Give it back, then replay.',
  },
  {
    fits: /SecretsManager|secret/i,
    advice: 'The database login could not be read or does not fit. Look at RegistrationSecret, then replay.',
  },
  {
    fits: /DatabaseResuming|StatementTimeout|Communications link|Unavailable|57P0/,
    advice:
      'The database did not answer in time. When it is back, replay one, and the rest when that went well.',
  },
  {
    fits: /NotFound|does not exist/i,
    advice: 'Something is gone that the workflow needs. Deploy it again, then replay.',
  },
  {
    fits: /SQLState: 23/,
    advice:
      'The table refuses this row. Look at the constraint that the cause names; change the data or the table, then replay.',
  },
];
