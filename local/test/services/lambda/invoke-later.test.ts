import { manualClock } from '../sqs/manual-clock';
import { invokeLater } from '../../../src/services/lambda/invoke-later';
import type { FunctionRunner } from '../../../src/services/lambda/function-runner';
import type { InvocationRequest } from '../../../src/services/lambda/run-invocation';
import { AwsError } from '../../../src/kernel/aws-error';
import { testCloud } from '../sqs/test-cloud';

type Outcome = 'succeeds' | 'fails' | 'throttled';

/** A queue in front of a function that does this, in turn. */
function queue(...outcomes: Outcome[]) {
  const clock = manualClock();
  const cloud = testCloud([], { clock });
  const runs: { at: number; requestId: string }[] = [];
  const start = clock.now();
  const run: FunctionRunner = async ({ requestId }) => {
    runs.push({ at: (clock.now() - start) / 1000, requestId });
    const outcome = outcomes.shift();
    if (outcome === 'throttled') throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    return { payload: 'null', failed: outcome === 'fails', tail: '' };
  };
  const send = invokeLater(cloud.context, run, new AbortController().signal);
  send({ lambda: { name: 'f' }, version: '$LATEST', requestId: 'r', payload: '{}' } as InvocationRequest);
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      await new Promise(setImmediate);
      clock.advance(1000);
    }
    await new Promise(setImmediate);
  };
  return { runs, pass, log: cloud.log };
}

// Lambda guide, "How Lambda handles errors and retries with asynchronous invocation".
describe('an asynchronous invocation', () => {
  it('runs once when it succeeds', async () => {
    const { runs, pass } = queue('succeeds');
    await pass(400);
    expect(runs).toHaveLength(1);
  });

  it('is tried twice more, after one minute and two more, under the same request id', async () => {
    const { runs, pass, log } = queue('fails', 'fails', 'fails');
    await pass(400);
    expect(runs).toEqual([0, 60, 180].map((at) => ({ at, requestId: 'r' })));
    expect(log).toEqual([expect.stringContaining('is dropped')]);
  });

  it('stops retrying once it succeeded', async () => {
    const { runs, pass, log } = queue('fails', 'succeeds');
    await pass(400);
    expect(runs).toHaveLength(2);
    expect(log).toEqual([]);
  });

  it('goes back to the queue, ever later, while it is throttled', async () => {
    const { runs, pass } = queue('throttled', 'throttled', 'throttled', 'succeeds');
    await pass(60);
    expect(runs.map(({ at }) => at)).toEqual([0, 1, 3, 7]);
  });
});
