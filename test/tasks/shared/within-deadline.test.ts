import { withinDeadline } from '../../../tasks/shared/within-deadline';

describe('withinDeadline', () => {
  it('gives the result of work that is done in time', async () => {
    await expect(withinDeadline(60_000, async () => 'done')).resolves.toBe('done');
  });

  it('passes on the error of work that fails in time', async () => {
    await expect(withinDeadline(60_000, () => Promise.reject(new Error('refused')))).rejects.toThrow(
      'refused',
    );
  });

  it('tells work that takes too long to stop, and does not wait for it', async () => {
    const signals: AbortSignal[] = [];
    const endless = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<never>(() => undefined);
    };

    await expect(withinDeadline(1, endless)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(signals[0]?.aborted).toBe(true);
  });
});
