import { showingCauses } from '../../../tasks/shared/show-causes';

const failed = (error: unknown) => showingCauses(() => Promise.reject(error as Error));

describe('showingCauses', () => {
  it('gives back what the work gives', async () => {
    expect(await showingCauses(async () => 7)).toBe(7);
  });

  it('lets an error say all its causes, and keeps its name and itself', async () => {
    const cause = new RangeError('no room', { cause: new TypeError('not a disk') });
    const error = Object.assign(new Error('cannot save', { cause }), { name: 'SaveError' });

    await expect(failed(error)).rejects.toBe(error);
    expect(error).toMatchObject({
      name: 'SaveError',
      message: 'cannot save: RangeError no room: TypeError not a disk',
    });
  });

  it.each([
    ['nothing', new Error('alone'), 'alone'],
    ['no error', new Error('alone', { cause: 'text' }), 'alone'],
    [
      'a code and no message',
      new Error('offline', { cause: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }) }),
      'offline: AggregateError ECONNREFUSED',
    ],
    ['neither', new Error('odd', { cause: new Error() }), 'odd: Error'],
    [
      'more than fits',
      new Error('long', { cause: new Error('x'.repeat(2_000)) }),
      `long: Error ${'x'.repeat(988)}`,
    ],
  ])('says of a cause that is %s what there is', async (_what, error, message) => {
    await expect(failed(error)).rejects.toMatchObject({ message });
  });

  it('passes on what is no error', async () => {
    await expect(failed('text')).rejects.toBe('text');
  });
});
