import type { FailureRecord } from '../faults/observation';
import type { End, Rule, Seen } from './judge';
import { differs } from './judge-rows';
import { addressOf, type SignUp } from './sign-up';

/** Why somebody may be rejected. */
const REASONS: Record<Exclude<End, 'registered'>, RegExp> = {
  rejected: /^InvalidRegistrationError$/,
  'address taken': /^EmailInUse$/,
};

/** What is wrong with the failure records and the executions of one person. */
export function recordViolations(seen: Seen, end: End): [Rule, string][] {
  return [
    ...(end === 'registered' ? rejections(seen) : unrejected(seen, end)),
    ...seen.records.flatMap((record) => contents(record, seen.signUp)),
  ];
}

/** Nobody who can be registered is rejected, ever, unless somebody else had the address for a while. */
function rejections({ rivals, records, executions }: Seen): [Rule, string][] {
  const isExcused = (error?: string) => rivals.length > 1 && REASONS['address taken'].test(error ?? '');
  const rejected = records.filter(({ disposition }) => disposition === 'rejected');
  // That a record could not be closed does not fail a registration.
  const mayBeLeft = executions.some(
    ({ outcome = '', taskErrors }) =>
      /registered|duplicate/.test(outcome) && taskErrors.some((error) => /^DynamoDB|Timeout/.test(error)),
  );
  const ended = executions
    .filter(({ outcome }) => outcome === 'rejected')
    .map(({ arn, error }) => ({ error, what: `${arn} ended as rejected: ${error}` }));
  const open = records.filter(({ status }) => status !== 'resolved' && !(status === 'retrying' && mayBeLeft));
  return [
    ...[...rejected.map((record) => ({ ...record, what: sentenceOf(record) })), ...ended]
      .filter(({ error }) => !isExcused(error))
      .map(({ what }): [Rule, string] => ['nobody valid is rejected', what]),
    ...open
      .filter((record) => !rejected.includes(record))
      .map((record): [Rule, string] => ['nothing stays open', sentenceOf(record)]),
  ];
}

function unrejected({ records }: Seen, end: Exclude<End, 'registered'>): [Rule, string][] {
  const rejected = records.filter(
    ({ status, disposition }) => status === 'open' && disposition === 'rejected',
  );
  const others = records.filter((record) => !rejected.includes(record) && record.status !== 'resolved');
  return [
    ...(rejected.some(({ error }) => REASONS[end].test(error))
      ? []
      : [['who cannot be registered is rejected', `${end}, yet no open record says so`] as [Rule, string]]),
    ...rejected
      .filter(({ error }) => !REASONS[end].test(error))
      .map((record): [Rule, string] => ['who cannot be registered is rejected', sentenceOf(record)]),
    ...others.map((record): [Rule, string] => ['nothing stays open', sentenceOf(record)]),
  ];
}

/** From ValidateUser on the state tells of the user: a replay would write what stands there. */
function contents({ failure_id, state }: FailureRecord, signUp: SignUp): [Rule, string][] {
  const { user } = JSON.parse(state) as { user?: Record<string, unknown> };
  if (!user) return [];
  const { id, kept, verified } = signUp;
  const expected: Record<string, unknown> = {
    ...{ cognito_id: id, email: addressOf(signUp), email_verified: verified },
    ...kept,
  };
  return Object.keys(expected)
    .filter((member) => user[member] !== expected[member])
    .map((member) => [
      'a record holds what was signed up',
      `${failure_id}: ${differs(member, user[member], expected[member])}`,
    ]);
}

function sentenceOf({ failure_id, status, disposition, failed_step, error }: FailureRecord): string {
  return `record ${failure_id} is ${status}${disposition ? ` and ${disposition}` : ''}: ${failed_step}, ${error}`;
}
