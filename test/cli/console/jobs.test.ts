import { setTimeout as sleep } from 'node:timers/promises';
import { Jobs } from '../../../cli/console/jobs';
import type { BulkResult } from '../../../cli/replay/bulk-result';
import { StubSession } from '../stub-session';

const ids = ['a', 'b', 'c', 'd'];

describe('a bulk replay of the page', () => {
  it('replays one first, and the rest when that went well', async () => {
    const begun: string[] = [];
    const { id } = jobs().start(ids, async (failureId) => {
      begun.push(failureId);
      await sleep(1);
      return well(failureId);
    });
    await sleep(0);

    expect(begun).toEqual(['a']);
    expect(await end(id)).toMatchObject({
      state: 'done',
      total: 4,
      results: ids.map((failure_id) => ({ failure_id })),
    });
  });

  it('stops at the first that fails, says why, and goes on with the others when told to', async () => {
    const { id } = jobs().start(ids, async (failureId) =>
      failureId === 'a' ? { failureId, outcome: 'parked', error: 'States.Timeout' } : well(failureId),
    );

    expect(await end(id)).toMatchObject({
      state: 'paused',
      note: 'States.Timeout. The rest waits.',
      results: [{ outcome: 'parked' }],
    });
    all?.find(id).goOn();
    expect((await end(id)).results).toHaveLength(4);
  });

  it('begins no other while it is paused', async () => {
    const { id } = jobs().start(ids, async (failureId) => {
      if (failureId === 'a') all?.find(id).pause();
      return well(failureId);
    });
    await sleep(20);

    expect(all?.find(id).document()).toMatchObject({ state: 'paused', results: [{ failure_id: 'a' }] });
  });

  it('is not known after a restart', () => {
    expect(() => jobs().find('gone')).toThrow('this program does not know it');
  });
});

let all: Jobs | undefined;

function jobs(): Jobs {
  all = new Jobs(new StubSession('http://127.0.0.1:1', {}));
  return all;
}

function well(failureId: string): BulkResult {
  return { failureId, outcome: 'registered' };
}

async function end(id: string) {
  for (;;) {
    const document = all?.find(id).document();
    if (document && document.state !== 'running') return document;
    await sleep(5);
  }
}
