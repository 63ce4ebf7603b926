import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { synthesize } from 'local-cloud/synthesize';
import { breakages } from './breakages';
import { prove, rulesBroken } from './prove';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: synthesize(), seed: 1 });
}, 600_000);
afterAll(() => cloud.stop());

/** `npm run soak -- --prove` goes through them all. */
const sample = breakages.filter((_, index) => index % 8 === 1);

describe('a broken copy of the product', () => {
  it('is not what is there', async () => {
    expect([...(await rulesBroken(cloud, 0))]).toEqual([]);
  });

  it.each(sample.map((breakage, index) => [breakage.what, breakage, index + 1] as const))(
    'is noticed: %s',
    async (_what, breakage, number) => {
      const { found, caught } = await prove(cloud, breakage, number);

      expect({ caught, found }).toMatchObject({ caught: true });
    },
  );
});
