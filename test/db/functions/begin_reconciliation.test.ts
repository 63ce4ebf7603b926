import { deployedDatabase } from '../deployed-database';
import { onEveryDatabase } from '../on-every-database';
import { begin, reconcile } from '../reconciling';

onEveryDatabase((engine) => {
  const database = deployedDatabase(engine);
  const start = (but?: Parameters<typeof begin>[1]) => begin(database.workflow, but);
  const another = { run_id: 'run-2', execution: 'execution-2' };

  describe('a run', () => {
    it('begins with its settings', async () => {
      expect(await start({ settings: { rate: 3, silent: true } })).toEqual({
        run_id: 'run-1',
        is_listed: false,
        settings: { apply: ['missing', 'changed', 'orphan'], rate: 3, silent: true },
      });
    });

    it('is refused beside one that is under way, whose execution it names', async () => {
      await start();

      expect(await start(another)).toEqual({ busy: 'execution-1' });
    });

    it('takes the place of one that nobody is at work on any more', async () => {
      const dead = await reconcile(database.workflow);

      expect(await start({ ...another, takes_over: 'execution-1' })).toMatchObject({ run_id: 'run-2' });
      await expect(dead.compare({})).rejects.toThrow('not at work');
      expect(await start()).toEqual({ refused: 'This run has ended. Start another one.' });
    });

    it('goes on in another execution where it was, and the former one can do nothing more', async () => {
      const run = await reconcile(database.workflow, { rate: 7 });
      await run.compare({}, { position: 'token' });

      const on = await start({ execution: 'execution-2', takes_over: 'execution-1', settings: { rate: 1 } });

      expect(on).toMatchObject({ run_id: 'run-1', position: 'token', settings: { rate: 7 } });
      await expect(run.compare({})).rejects.toThrow('not at work');
    });

    it('goes on with the orphans once every page is compared, and with the pages of a second listing', async () => {
      const run = await reconcile(database.workflow);
      await run.compare({}, { position: 'last page' });
      await run.orphans();
      expect(await start()).toEqual(expect.not.objectContaining({ position: 'last page' }));
      expect(await start()).toMatchObject({ is_listed: true });

      await run.compare({});

      expect(await start()).toMatchObject({ is_listed: false });
    });

    it('is not taken from an execution that took it meanwhile', async () => {
      await start();
      await start({ execution: 'execution-2', takes_over: 'execution-1' });

      expect(await start({ execution: 'execution-3', takes_over: 'execution-1' })).toEqual({
        busy: 'execution-2',
      });
    });

    it('of one user stands beside every other', async () => {
      const settings = { cognito_id: 'ann-sub' };
      await start({ ...another, settings });

      expect(await start()).toMatchObject({ run_id: 'run-1' });
      expect(await start({ run_id: 'run-3', execution: 'execution-3', settings })).toMatchObject({
        run_id: 'run-3',
      });
    });

    it('may begin when the one before has ended', async () => {
      await (await reconcile(database.workflow)).end();

      expect(await start(another)).toMatchObject({ run_id: 'run-2' });
    });
  });

  it.each([
    [{ apply: 'missing' }, 'apply has to be a list of "missing", "changed" and "orphan", and is missing.'],
    [{ apply: ['mising'] }, 'apply has to be a list'],
    [{ rate: 0 }, 'rate has to be a whole number from 1 to 20, and is 0.'],
    [{ rate: 21 }, 'rate has to be'],
    [{ expect: -1 }, 'expect has to be a whole number, and is -1.'],
    [{ silent: 'yes' }, 'silent has to be true or false'],
    [{ cognito_id: 'a" or sub = "' }, 'cognito_id has to be the sub of a user'],
    [{ aply: [] }, 'aply is no setting of a reconciliation'],
  ])('%j is refused with what is wrong', async (settings, problem) => {
    expect(await start({ settings })).toEqual({ refused: expect.stringContaining(problem) as string });
    expect(await database.owner.query('SELECT FROM reconciliations')).toEqual([]);
  });
});
