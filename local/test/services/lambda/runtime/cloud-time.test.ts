import { createClock } from '../../../../src/kernel/clock';
import { lambdaCloud } from '../lambda-cloud';

const clock = createClock(1, Date.UTC(2031, 4, 6, 7, 8, 9));
const cloud = lambdaCloud({ clock });
afterAll(() => cloud.stop());

const code = `exports.handler = async (_event, context) => ({
  now: Date.now(), fresh: new Date().getTime(), text: Date(), left: context.getRemainingTimeInMillis(),
  given: new Date(5).getTime(), utc: Date.UTC(1970, 0, 2), kinds: [new Date() instanceof Date, structuredClone(new Date()) instanceof Date],
});`;

interface Answer {
  readonly now: number;
  readonly fresh: number;
  readonly text: string;
  readonly left: number;
  readonly given: number;
  readonly utc: number;
  readonly kinds: readonly boolean[];
}

describe("a handler's Date", () => {
  it('is the time of the cloud, also after it has jumped', async () => {
    await cloud.create('clock', code, { Timeout: 30 });
    for (const jump of [0, 86_400_000]) {
      clock.skipToNext(clock.now() + jump);
      const before = clock.now();
      const answer = await cloud.answer<Answer>('clock');
      for (const time of [answer.now, answer.fresh]) {
        expect(time).toBeGreaterThanOrEqual(before);
        expect(time).toBeLessThanOrEqual(clock.now());
      }
      expect(answer.text).toContain('2031');
      expect(answer.left).toBeLessThanOrEqual(30_000);
      expect(answer.left).toBeGreaterThan(20_000);
    }
  });

  it('is an ordinary Date otherwise', async () => {
    expect(await cloud.answer<Answer>('clock')).toMatchObject({
      given: 5,
      utc: 86_400_000,
      kinds: [true, true],
    });
  });
});

describe('a crash on demand', () => {
  it('kills the function in the middle of its work', async () => {
    await cloud.create(
      'sleeper',
      'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 5000));',
      {
        Timeout: 30,
      },
    );
    cloud.faults.add({ service: 'lambda', crash: 50, times: 1 });

    expect(await cloud.error('sleeper')).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('signal: killed') as unknown,
    });
  });
});
