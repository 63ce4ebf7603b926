import type { Fault } from 'local-cloud/kernel/faults';
import { operateCloud, type OperatedCloud } from '../operated-cloud';
import { type Registration } from '../registrations';

/** Only this function: a roll-back that fails as well is tried again and again, which is tested elsewhere. */
const DOWN: Fault = {
  service: 'rds-data',
  operation: 'ExecuteStatement',
  input: 'register_user',
  error: { code: 'AccessDeniedException' },
};
const FAST = ['--rate', '1000', '--reason', 'mended'];

interface Bulk {
  readonly counts: Readonly<Record<string, number>>;
  readonly results: readonly { readonly failure_id: string; readonly outcome: string }[];
}

describe('registrar replay --all', () => {
  let operated: OperatedCloud;
  beforeAll(async () => {
    operated = await operateCloud();
  });
  afterAll(() => operated.stop());
  beforeEach(async () => {
    operated.cloud.faults.clear();
    await operated.registrar('replay', '--all', '--keep-going', ...FAST);
  });

  /** Parks so many registrations, the oldest first. */
  async function park(count: number): Promise<Registration[]> {
    const registrations = Array.from({ length: count }, () => operated.registration());
    for (const registration of registrations) await operated.fail(registration, DOWN);
    return registrations;
  }

  it('replays everything that is parked, each once', async () => {
    const parked = await park(12);

    const { counts } = await operated.ask<Bulk>(0, 'replay', '--all', ...FAST);

    expect(counts).toEqual({ registered: 12 });
    const rows = await Promise.all(parked.map(({ cognitoId }) => operated.rows(cognitoId)));
    expect(rows.flat()).toHaveLength(12);
    expect(await operated.registrar('failures')).toMatchObject({ stdout: 'No failures on record.\n' });
  });

  it('tries one first, and no other when that fails', async () => {
    const parked = await park(3);
    operated.cloud.faults.add(DOWN);

    const { counts, results } = await operated.ask<Bulk>(3, 'replay', '--all', ...FAST);

    expect(counts).toEqual({ parked: 1, not_tried: 2 });
    expect(results).toMatchObject([{ failure_id: parked[0]?.failureId }]);
  });

  it('says which operation was refused, for one that was not even started', async () => {
    await park(1);
    const error = { code: 'InternalFailure', message: 'not yet implemented', status: 501 };
    operated.cloud.faults.add({ service: 'states', operation: 'StartSyncExecution', error });

    const { results } = await operated.ask<Bulk>(3, 'replay', '--all', ...FAST);

    expect(results).toMatchObject([
      { outcome: 'not_started', error: 'SFN StartSyncExecution: InternalFailure: not yet implemented' },
    ]);
  });

  it('stops at the first that fails, and goes on with the rest when it is run again', async () => {
    const parked = await park(10);
    operated.cloud.faults.add({ ...DOWN, input: parked[1]?.cognitoId });

    const first = await operated.ask<Bulk>(3, 'replay', '--all', '--concurrency', '1', ...FAST);
    const second = await operated.ask<Bulk>(3, 'replay', '--all', '--concurrency', '1', ...FAST);

    expect(first.counts).toEqual({ registered: 1, parked: 1, not_tried: 8 });
    expect(second.counts).toEqual({ registered: 8, parked: 1 });
  });

  it('goes through to the end with --keep-going and names what is still broken', async () => {
    const parked = await park(10);
    operated.cloud.faults.add({ ...DOWN, input: parked[4]?.cognitoId });

    const { code, stdout, stderr } = await operated.registrar('replay', '--all', '--keep-going', ...FAST);

    expect(code).toBe(3);
    expect(stdout).toMatch(/registered +9\n/);
    expect(stdout).toContain(`${shortened(parked[4])}  parked   UpsertUser  RdsData.AccessDeniedException`);
    expect(stderr).toContain('replayed 10/10');
    expect(stderr).toContain(`npx registrar show ${shortened(parked[4])}`);
  });

  it('leaves rejected ones out unless they are asked for', async () => {
    const rejected = operated.registration({ phone: 12 });
    await operated.fail(rejected);

    const parkedOnly = await operated.ask<Bulk>(0, 'replay', '--all', ...FAST);
    const any = await operated.ask<Bulk>(3, 'replay', '--all', '--disposition', 'any', ...FAST);
    await operated.registrar('discard', rejected.failureId, '--reason', 'a test');

    expect(parkedOnly.results).toEqual([]);
    expect(any.counts).toEqual({ rejected: 1 });
  });

  it('two bulk replays at a time share the work', async () => {
    const parked = await park(12);

    const both = await Promise.all([1, 2].map(() => operated.ask<Bulk>(0, 'replay', '--all', ...FAST)));

    const registered = both
      .flatMap(({ results }) => results)
      .filter(({ outcome }) => outcome === 'registered');
    expect(registered.map(({ failure_id }) => failure_id).sort()).toEqual(
      parked.map(({ failureId }) => failureId).sort(),
    );
  });

  it('only lists them with --dry-run, in order and within the limit', async () => {
    const parked = await park(3);

    const { stdout, stderr } = await operated.registrar('replay', '--all', '--dry-run', '--limit', '2');

    expect(stdout).toMatch(new RegExp(`${shortened(parked[0])} .*\\n${shortened(parked[1])}`));
    expect(stdout).not.toContain(shortened(parked[2]));
    expect(stderr).toContain('2 would be replayed');
    expect(stderr).toContain('npx registrar replay --all --limit 2 --reason "…"');
  });

  it('names after --dry-run, and in the list, the command for the very records that it showed', async () => {
    await park(2);
    const chosen = ['--step', 'UpsertUser', '--since', '1h'];

    const listed = await operated.registrar('failures', ...chosen);
    const dry = await operated.registrar(
      ...[
        'replay',
        '--all',
        ...chosen,
        '--disposition',
        'any',
        '--concurrency',
        '2',
        '--keep-going',
        '--dry-run',
      ],
    );

    expect(listed.stderr).toContain('npx registrar replay --all --step UpsertUser --since 1h --dry-run');
    expect(dry.stderr).toContain(
      'npx registrar replay --all --step UpsertUser --since 1h --disposition any --concurrency 2 --keep-going --reason',
    );
  });

  it.each([
    [['--rate', '0'], '--rate: takes a whole number, 1 or more'],
    [['--set', 'user.name=x'], 'changes no data'],
    [['--step', 'Nowhere'], 'Choose one of ValidateUser, UpsertUser, PublishUserPersisted'],
    [['some-id'], 'takes a failure id or --all, not both'],
  ])('refuses %j', async (options, message) => {
    const { code, stderr } = await operated.registrar('replay', '--all', '--reason', 'x', ...options);

    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});

/** As tables name it. */
function shortened(registration?: Registration): string {
  return String(registration?.failureId.slice(0, 8));
}
