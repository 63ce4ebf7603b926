import { markPublication } from '../../../cli/trial/mark-publication';
import { OPEN, StoredRecords } from '../failures/stored-records';

describe('markPublication', () => {
  const records = new StoredRecords();
  beforeAll(() => records.start());
  afterAll(() => records.stop());

  it('counts an event that may be out from now on', async () => {
    await markPublication(records.session, await records.put({ possible_publications: 1 }));

    expect(await records.get()).toEqual({ ...OPEN, possible_publications: 2 });
  });

  it('refuses a record that failed again since it was read: what was looked at may have been taken back', async () => {
    const seen = await records.put();
    const now = { last_failed_at: '2026-01-31T12:59:00.000Z' };
    await records.put(now);

    await expect(markPublication(records.session, seen)).rejects.toThrow('conditional request failed');

    expect(await records.get()).toEqual({ ...OPEN, ...now });
  });

  it('refuses a record that is resolved', async () => {
    const seen = await records.put({ status: 'resolved' });

    await expect(markPublication(records.session, seen)).rejects.toThrow('it is resolved already');
  });
});
