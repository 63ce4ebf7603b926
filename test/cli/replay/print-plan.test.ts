import type { FailureRecord } from '../../../cli/failures/failure-record';
import type { Plan } from '../../../cli/replay/plan';
import { printPlan } from '../../../cli/replay/print-plan';
import { createColours } from '../../../cli/terminal/visible';
import { aRegistration } from '../registrations';

describe('printPlan', () => {
  const plan = (body: string): Plan => ({
    record: { failure_id: 'f', state: JSON.stringify({ body }) } as FailureRecord,
    from: 'ValidateUser',
    state: { body },
    edits: [],
    steps: ['ValidateUser'],
    skipped: [],
    notes: [],
  });
  const userLine = (body: string) =>
    printPlan(plan(body), { colours: createColours(false), columns: Infinity, wide: false }).find((line) =>
      line.startsWith('  user '),
    );

  it('names the user, as far as anybody could read who it is', () => {
    expect(userLine(aRegistration({ email: 'ada@example.com' }).body)).toBe('  user     a***@***');
    expect(userLine('no JSON')).toBe('  user     not validated');
  });
});
