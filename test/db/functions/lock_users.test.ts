import { deployedDatabase } from '../deployed-database';
import { onPGlite } from '../on-every-database';
import { register, rollBack, type Registration } from '../registering';

/** Nobody analyses PGlite, and it keeps the plans that it made while the tables were small. */
onPGlite((engine) => {
  const database = deployedDatabase(engine);
  const user = (n: number): Partial<Registration> => ({
    envelope_id: `envelope-${n}`,
    cognito_id: `sub-${n}`,
    user_id: `user-${n}`,
    email: `user-${n}@example.org`,
    execution: `execution-${n}`,
  });
  const later = { occurred_at: '2026-01-02T00:00:00Z', name: 'Later' };
  const everything = async (n: number) => [
    await register(database.workflow, user(n)),
    await register(database.workflow, user(n)),
    await register(database.workflow, { ...user(n), ...later, envelope_id: `later-${n}` }),
    await register(database.workflow, { ...user(n), occurred_at: '2025-01-01Z', envelope_id: `stale-${n}` }),
    await rollBack(database.workflow, `later-${n}`, [`execution-${n}`]),
  ];

  it('no look-up reads a whole table, also where it was planned for an empty one', async () => {
    for (let n = 0; n < 20; n++) await everything(n);
    await database.owner.query(`INSERT INTO users (id, cognito_id, email)
      SELECT 'old-' || n, 'old-sub-' || n, 'old-' || n || '@example.org' FROM generate_series(1, 5000) AS n`);
    await database.owner
      .query(`INSERT INTO user_registrations (envelope_id, cognito_id, user_id, occurred_at, operation, persisted_at)
      SELECT id, cognito_id, id, now(), 'created', now() FROM users WHERE id LIKE 'old-%'`);
    const before = await rowsReadInScans();

    for (let n = 100; n < 120; n++) {
      expect(await everything(n)).toMatchObject([
        { operation: 'created' },
        { operation: 'created' },
        { operation: 'updated' },
        { operation: 'stale' },
        { reason: 'restored' },
      ]);
    }

    expect(await rowsReadInScans()).toBe(before);
  });

  async function rowsReadInScans(): Promise<number> {
    await database.owner.query('SELECT 1 FROM pg_stat_force_next_flush()');
    const [row] = await database.owner.query(
      `SELECT sum(seq_tup_read)::int AS count FROM pg_stat_user_tables WHERE relname LIKE 'user%'`,
    );
    return Number(row?.count);
  }
});
