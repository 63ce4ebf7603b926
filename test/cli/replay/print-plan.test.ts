import type { FailureRecord } from '../../../cli/failures/failure-record';
import type { Plan } from '../../../cli/replay/plan';
import { planDocument, planHash, printPlan, refuseOtherPlan } from '../../../cli/replay/print-plan';
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

  it('gives a plan a name that changes with the record and with what would be done', () => {
    const made = plan('{}');
    const touched = { ...made, record: { ...made.record, last_failed_at: '2026-01-01T00:00:00.000Z' } };
    const hashes = [made, plan('{}'), plan('[]'), touched].map(planHash);

    expect(hashes[0]).toBe(hashes[1]);
    expect(new Set(hashes).size).toBe(3);
    expect(planDocument(made)).toMatchObject({ hash: hashes[0] });
    expect(() => refuseOtherPlan(touched, hashes[0])).toThrow('changed since this plan was made');
    expect(() => refuseOtherPlan(made, hashes[0])).not.toThrow();
  });
});
