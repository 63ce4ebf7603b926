import { synthesize } from 'local-cloud/synthesize';
import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { seededRandom } from 'local-cloud/kernel/seeded-random';
import { arrivals } from './arrivals';
import { soak } from './soak';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: synthesize(), seed: 4 });
}, 600_000);
afterAll(() => cloud.stop());

describe('the soak', () => {
  it('loses nothing', async () => {
    const { figures, problems } = await soak(cloud, { registrations: 200, faultRate: 0.3, seed: 4 });

    expect(problems).toEqual([]);
    expect(figures).toMatchObject({ ok: true, registrations: 200, lost: 0, doubled: 0, stuck: 0 });
    expect(figures.registered + figures.rejected + figures.parked).toBe(200);
  }, 600_000);

  it('makes up the same registrations from the same seed', () => {
    const bodies = (seed: number) =>
      arrivals(50, 0.5, seededRandom(seed)).flatMap(({ sends }) => sends.map(({ body }) => body(0)));

    expect(bodies(1)).toEqual(bodies(1));
    expect(bodies(1)).not.toEqual(bodies(2));
  });
});
