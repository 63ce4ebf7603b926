import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { synthesize } from 'local-cloud/synthesize';
import { live } from './life';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: synthesize(), seed: 5 });
}, 600_000);
afterAll(() => cloud.stop());

describe('a life of identities', () => {
  it('is what the table says after one comparison, whatever happened and failed; another one does nothing', async () => {
    const { problems, drifted, done, findings, report } = await live(cloud, {
      steps: 60,
      seed: 5,
      rate: 0.2,
    });
    console.log(JSON.stringify({ drifted, done, report, findings: findings.length }));

    expect(problems).toEqual([]);
  }, 600_000);
});
