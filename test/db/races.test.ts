import { deployedDatabase } from './deployed-database';
import type { Session } from './engine';
import { onServer } from './on-every-database';
import { race, type Outcome } from './race';
import { asked, register, rollBack, type Answer, type Registration } from './registering';

const EARLIER = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-02T00:00:00.000Z';

jest.setTimeout(120_000);

onServer((engine) => {
  const database = deployedDatabase(engine);
  const count = async (sql: string) => (await database.owner.query(sql)).length;

  it('one event that is delivered three times at once is one row and one answer', async () => {
    const deliver = (session: Session, round: number) => register(session, user(round));

    await race(
      database.owner,
      1_000,
      [workflow(deliver), workflow(deliver), workflow(deliver)],
      (outcomes) => {
        expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
        expect(operations(outcomes)).toEqual(['created', 'created', 'created']);
      },
    );
    expect(await count('SELECT FROM users')).toBe(1_000);
  });

  it('two events of one user leave the newer one, whichever comes first', async () => {
    const earlier = (session: Session, round: number) =>
      register(session, { ...user(round), name: 'Earlier' });
    const later = (session: Session, round: number) =>
      register(session, { ...user(round), envelope_id: `later-${round}`, occurred_at: LATER, name: 'Later' });

    await race(database.owner, 1_000, [workflow(earlier), workflow(later)], (outcomes) => {
      expect([
        ['created', 'updated'],
        ['stale', 'created'],
      ]).toContainEqual(operations(outcomes));
    });
    expect(await count('SELECT FROM users')).toBe(1_000);
    expect(await count(`SELECT FROM users WHERE name = 'Later' AND updated_at = '${LATER}'`)).toBe(1_000);
  });

  it('two users with one e-mail: one is created, the other is told', async () => {
    const first = (session: Session, round: number) => register(session, user(round));
    const second = (session: Session, round: number) =>
      register(session, {
        ...user(round),
        envelope_id: `b-${round}`,
        cognito_id: `b-sub-${round}`,
        user_id: `b-${round}`,
      });

    await race(database.owner, 1_000, [workflow(first), workflow(second)], (outcomes) => {
      expect(operations(outcomes).sort()).toEqual(['created', 'email_in_use']);
    });
    expect(await count('SELECT FROM users')).toBe(1_000);
  });

  it('two users who claim one older row: one is linked, the other is told', async () => {
    await database.owner.query(`INSERT INTO users (id, cognito_id, email)
      SELECT n, 'unlinked:' || n, 'user-' || n || '@example.org' FROM generate_series(0, 399) AS n`);
    const claim = (who: string) => (session: Session, round: number) =>
      register(session, {
        ...user(round),
        envelope_id: `${who}-${round}`,
        cognito_id: `${who}-sub-${round}`,
        user_id: `${who}-${round}`,
        asked: asked({ cognito_id: `${who}-sub-${round}`, email: user(round).email }),
      });

    await race(database.owner, 400, [workflow(claim('a')), workflow(claim('b'))], (outcomes) => {
      expect(operations(outcomes).sort()).toEqual(['email_in_use', 'linked']);
    });
    expect(await count(`SELECT FROM users WHERE cognito_id LIKE '%-sub-%'`)).toBe(400);
  });

  it('an application that inserts beside us wins or loses, and nobody fails over it but itself', async () => {
    const insert = (session: Session, round: number) =>
      session.query(`INSERT INTO users (id, cognito_id, email) VALUES ($1, $2, $3)`, [
        `app-${round}`,
        `app-sub-${round}`,
        user(round).email,
      ]);

    await race(
      database.owner,
      1_000,
      [application(insert), workflow((session, round) => register(session, user(round)))],
      ([inserted, registered]) => {
        expect(operations([registered as Outcome])).toEqual([
          inserted?.failed === '23505' ? 'created' : 'email_in_use',
        ]);
      },
    );
    expect(await count('SELECT FROM users')).toBe(1_000);
  });

  it('an application that makes and removes the same user in a loop never makes us fail', async () => {
    const flicker = async (session: Session, round: number) => {
      const { cognito_id: cognitoId, email } = user(round);
      await session.query(
        `INSERT INTO users (id, cognito_id, email, updated_at) VALUES ($1, $2, $3, '2020-01-01') ON CONFLICT DO NOTHING`,
        [`app-${round}`, cognitoId, email],
      );
      await session.query(`DELETE FROM users WHERE id = $1`, [`app-${round}`]);
    };

    await race(
      database.owner,
      500,
      [application(flicker), workflow((session, round) => register(session, user(round)))],
      (outcomes) => {
        expect(outcomes.filter(({ failed }) => failed)).toEqual([]);
        expect(['created', 'updated']).toContain((outcomes[1]?.answer as Answer).operation);
      },
    );
  });

  it('an application that locks two rows the other way round costs a rerun, not a failure', async () => {
    const rows = `INSERT INTO users (id, cognito_id, email) SELECT w || n, w || '-sub-' || n, w || n || '@example.org'
      FROM generate_series(0, 39) AS n, unnest(ARRAY['a', 'b']) AS w`;
    await database.owner.query(rows);
    const backwards = async (session: Session, round: number) => {
      await session.query('BEGIN');
      await session.query(`UPDATE users SET name = 'app' WHERE id = $1`, [`b${round}`]);
      await session.query('SELECT pg_sleep(0.005)');
      await session
        .query(`UPDATE users SET name = 'app' WHERE id = $1`, [`a${round}`])
        .catch(() => undefined);
      await session.query('COMMIT');
    };
    // Locks the rows of both: its own and that of the e-mail which it would like to have.
    const forwards = (session: Session, round: number) =>
      register(session, {
        ...user(round),
        cognito_id: `a-sub-${round}`,
        email: `b${round}@example.org`,
        occurred_at: '2099-01-01T00:00:00Z',
      });

    await race(database.owner, 40, [application(backwards), workflow(forwards)], (outcomes) => {
      expect(operations([outcomes[1] as Outcome])).toEqual(['email_in_use']);
    });
    expect(await deadlocks(database.owner)).toBeGreaterThan(0);
  });

  it('an event holds the locks of its user and its e-mail until it is done', async () => {
    await database.workflow.query('BEGIN');
    await register(database.workflow, user(0));
    const held = await database.workflow.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()`,
    );
    await database.workflow.query('COMMIT');

    expect(held).toHaveLength(2);
  });

  it('a roll-back beside redeliveries leaves all or nothing, and the event can still be registered', async () => {
    const deliver = (session: Session, round: number) => register(session, user(round));
    const takeBack = (session: Session, round: number) => rollBack(session, user(round).envelope_id);

    await race(
      database.owner,
      500,
      [workflow(deliver), workflow(takeBack), workflow(deliver)],
      async (outcomes, round) => {
        expect(outcomes.filter(({ failed }) => failed)).toEqual([]);
        const [state] = await database.owner.query(
          `SELECT (SELECT count(*)::int FROM users WHERE cognito_id = $1) AS rows, rolled_back_at IS NULL AS registered
           FROM user_registrations WHERE cognito_id = $1`,
          [user(round).cognito_id],
        );
        expect(state?.rows).toBe(state?.registered ? 1 : 0);
      },
    );
    for (let round = 0; round < 500; round += 50) {
      expect((await register(database.workflow, user(round))).operation).toBe('created');
    }
  });

  it('whatever happens at once to three users and three e-mails, each row is what the newest event wrote', async () => {
    let clock = Date.parse(EARLIER);
    const event = (session: Session) => {
      const who = pick(3);
      return register(session, {
        envelope_id: `event-${++clock}`,
        occurred_at: new Date(clock).toISOString(),
        user_id: `user-${who}`,
        cognito_id: `sub-${who}`,
        email: `mail-${pick(3)}@example.org`,
        name: `name-${pick(2)}`,
      });
    };

    await race(database.owner, 600, [workflow(event), workflow(event), workflow(event)], (outcomes) => {
      expect(outcomes.filter(({ failed }) => failed)).toEqual([]);
    });
    const written = await database.owner
      .query(`SELECT DISTINCT ON (cognito_id) after_image ->> 'email' AS email,
      after_image ->> 'name' AS name, cognito_id, occurred_at AS updated_at FROM user_registrations
      WHERE operation IN ('created', 'updated') ORDER BY cognito_id, occurred_at DESC`);
    expect(
      await database.owner.query('SELECT email, name, cognito_id, updated_at FROM users ORDER BY cognito_id'),
    ).toEqual(written);
  });
});

function user(round: number): Partial<Registration> {
  return {
    envelope_id: `envelope-${round}`,
    occurred_at: EARLIER,
    user_id: `user-${round}`,
    cognito_id: `sub-${round}`,
    email: `user-${round}@example.org`,
  };
}

const workflow = (contender: Parameters<typeof race>[2][number][1]) => ['workflow', contender] as const;
const application = (contender: Parameters<typeof race>[2][number][1]) => ['application', contender] as const;

/** What each answered; its SQLSTATE when it failed. */
function operations(outcomes: Outcome[]): string[] {
  return outcomes.map(({ answer, failed }) => failed ?? (answer as Answer).operation);
}

/** How many there were; a session reports them up to 10 s late. */
async function deadlocks(session: Session): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const [row] = await session.query(
      'SELECT pg_stat_get_db_deadlocks(oid)::int AS count FROM pg_database WHERE datname = current_database()',
    );
    if (Number(row?.count) > 0 || attempt === 60) return Number(row?.count);
    await session.query('SELECT pg_sleep(0.25)');
  }
}

function pick(count: number): number {
  return Math.floor(Math.random() * count);
}
