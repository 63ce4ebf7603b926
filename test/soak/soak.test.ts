import { synthesize } from 'local-cloud/synthesize';
import { seededRandom } from 'local-cloud/kernel/seeded-random';
import { arrivals } from './arrivals';
import { startRestartable, type RestartedCloud } from './restart';
import { soak } from './soak';
import { trailOf } from './trail';

let restarted: RestartedCloud;
beforeAll(async () => {
  restarted = await startRestartable(synthesize(), 4);
}, 600_000);
afterAll(() => restarted.end());

describe('the soak', () => {
  it('finds everybody as they signed up, whatever failed meanwhile', async () => {
    const { cloud, restart } = restarted;
    const { figures, violations, seen } = await soak(cloud, {
      ...{ registrations: 30, rate: 0.3, seed: 4, wave: 10 },
      restart,
    });

    expect(violations.map((one) => ({ ...one, trail: one.id && trailOf(one.id, seen) }))).toEqual([]);
    expect(figures).toMatchObject({ ok: true, registrations: 30, restarts: 1 });
    // It was not a quiet time.
    const deeds = ['faults', 'failed', 'records', 'rejected', 'replays', 'redriven'] as const;
    expect(deeds.filter((deed) => figures[deed] === 0)).toEqual([]);
  }, 600_000);

  it('makes up the same people from the same seed', () => {
    const bodies = (seed: number) =>
      arrivals({
        count: 50,
        rate: 0.5,
        pool: 'pool',
        ...{ random: seededRandom(seed), ids: seededRandom(seed) },
      }).flatMap(({ sends }) => sends.map(({ body }) => body(0)));

    expect(bodies(1)).toEqual(bodies(1));
    expect(bodies(1)).not.toEqual(bodies(2));
  });
});
