import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { synthesize } from 'local-cloud/synthesize';
import { breakFunction } from './broken-function';
import { live } from './life';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: synthesize(), seed: 5 });
}, 600_000);
afterAll(() => cloud.stop());

describe('a life of identities', () => {
  it('is what the table says after one comparison, whatever happened and failed; another one does nothing', async () => {
    const { problems, drifted, done } = await live(cloud, {
      steps: 60,
      seed: 5,
      rate: 0.2,
    });

    expect(problems).toEqual([]);
    // It was not a quiet life.
    const deeds = ['signUp', 'invite', 'changeAddress', 'swapAddresses', 'deleteUser', 'federate'];
    expect(deeds.filter((deed) => !done[deed])).toEqual([]);
    expect(drifted).toBeGreaterThan(5);
  }, 600_000);

  it.each([
    [
      'a comparison that looks away',
      'relation_of(jsonb)',
      `relation_of(listed jsonb) RETURNS text LANGUAGE sql AS $$ SELECT 'in_sync' $$`,
      / users have their row$/,
    ],
    [
      'a removal that leaves everything',
      'take_out_user(public.users, text)',
      'take_out_user(own public.users, policy text) RETURNS void LANGUAGE sql AS $$ $$',
      /keeps email$/,
    ],
  ])(
    'is not after %s',
    async (_, signature, text, problem) => {
      const mend = await breakFunction(cloud, signature, text);

      const { problems } = await live(cloud, { steps: 25, seed: 6, rate: 0 });
      await mend();

      expect(problems).toContainEqual(expect.stringMatching(problem));
    },
    600_000,
  );
});
