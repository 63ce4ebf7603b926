import type { TestDatabase } from '../engine';
import { deploy, onPGlite, onServer } from '../on-every-database';
import { register, type Registration } from '../registering';

const NO_VALUE = /annabella|ann@example|4915112345678|ann-sub/i;

onPGlite((engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await engine.create();
    await deploy(database);
    await database.query('CREATE TABLE people (id VARCHAR(36) PRIMARY KEY)');
    await database.query('CREATE TABLE audit (what VARCHAR(5), tenant INT NOT NULL)');
  });
  afterEach(() => database.close());
  const users = () => database.query('SELECT * FROM users');
  const failure = async (but: Partial<Registration> = {}) => {
    const error = await register(database, { name: 'Annabella', ...but }).then(
      ({ operation }) => new Error(operation),
      (reason: unknown) => reason as Error,
    );
    expect(JSON.stringify({ message: error.message, ...(error as object) })).not.toMatch(NO_VALUE);
    return error.message;
  };

  describe('an error that is about the values of the event keeps its SQLSTATE, and leaves nothing behind:', () => {
    it.each([
      ['a value that is too long', { name: 'x'.repeat(256) }, '22001'],
      ['a time that is none', { occurred_at: 'ann@example.org' }, '22007'],
      ['a truth that is none', { email_verified: 'ann@example.org' as unknown as boolean }, '22P02'],
      ['a missing member', { email: undefined }, '22004, email'],
      ['an empty member', { envelope_id: '' }, '22004, envelope_id'],
      ['a reserved prefix', { cognito_id: 'unlinked:1' }, '22023, cognito_id'],
    ])('%s', async (_what, but, state) => {
      expect(await failure(but)).toBe(`register_user failed with SQLSTATE ${state}`);
      expect(await users()).toEqual([]);
    });

    it.each([
      ['a check', 'ADD CONSTRAINT short_name CHECK (length(name) < 5)', '23514, short_name'],
      [
        'a check of two of them',
        'ADD CONSTRAINT two CHECK (length(name) < length(email) - 10)',
        '23514, two',
      ],
      ['a column that must be there', 'ALTER COLUMN phone SET NOT NULL', '23502, phone'],
      ['a column that is narrower', 'ALTER COLUMN name TYPE VARCHAR(5)', '22001'],
      [
        'a column that is derived',
        'ADD odd INT GENERATED ALWAYS AS (1 / (length(name) - 9)) STORED',
        '22012',
      ],
    ])('%s, which somebody made over columns of ours', async (_what, change, state) => {
      await database.query(`ALTER TABLE users ${change}`);

      expect(await failure({ phone: null })).toBe(`register_user failed with SQLSTATE ${state}`);
      expect(await users()).toEqual([]);
      expect((await register(database, { name: 'Ann' })).operation).toBe('created');
    });

    it.each([
      ['an id that is taken', '', 'users_pkey'],
      ['a unique index', 'CREATE UNIQUE INDEX one_name ON users (lower(name))', 'one_name'],
      ['an exclusion', 'ALTER TABLE users ADD CONSTRAINT one_name EXCLUDE (name WITH =)', 'one_name'],
    ])('%s, when every rerun meets it again', async (_what, change, name) => {
      if (change) await database.query(change);
      await register(database, { name: 'Annabella' });

      const message = await failure({
        envelope_id: 'envelope-2',
        cognito_id: 'other',
        email: 'other@x',
        ...(change && { user_id: 'other' }),
      });

      expect(message).toMatch(new RegExp(`^register_user failed with SQLSTATE 23(505|P01), ${name}$`));
    });
  });

  describe('an error that no event can mend is UR001, and names what is in the way:', () => {
    it.each([
      ['a column that we do not fill', 'ADD tenant INT NOT NULL', 'public.users tenant (23502)'],
      [
        'a check of such a column',
        'ADD tenant INT, ADD CONSTRAINT own CHECK (name > tenant::text IS TRUE)',
        'public.users own (23514)',
      ],
      [
        'a unique column that is the same for everybody',
        `ADD tenant INT DEFAULT 1 UNIQUE; INSERT INTO users (id, cognito_id, email) VALUES ('z', 'z', 'z')`,
        'public.users users_tenant_key (23505)',
      ],
      [
        'a table that users refers to',
        'ADD CONSTRAINT known FOREIGN KEY (id) REFERENCES people',
        'public.users known (23503)',
      ],
      [
        'a reference that is looked at on commit',
        'ADD CONSTRAINT known FOREIGN KEY (id) REFERENCES people DEFERRABLE INITIALLY DEFERRED',
        'public.users known (23503)',
      ],
    ])('%s', async (_what, change, expected) => {
      for (const statement of `ALTER TABLE users ${change}`.split('; ')) await database.query(statement);

      expect(await failure()).toBe(
        `register_user failed with SQLSTATE UR001, not about this registration, ${expected}`,
      );
    });

    it.each([
      [
        'a trigger that refuses',
        `RAISE EXCEPTION 'no %', NEW.email USING ERRCODE = '23514'`,
        'UR001, not about this registration, (23514)',
      ],
      [
        'a trigger that cannot read a value',
        'NEW.name := CAST(NEW.name AS int)',
        'UR001, not about this registration, (22P02)',
      ],
      [
        'a trigger that writes too long a text',
        'INSERT INTO audit VALUES (NEW.name, 1)',
        'UR001, not about this registration, (22001)',
      ],
      [
        'a trigger that leaves a column empty',
        `INSERT INTO audit VALUES ('x', NULL)`,
        'UR001, not about this registration, public.audit tenant (23502)',
      ],
      [
        'a trigger that speaks as a constraint that is none',
        `RAISE check_violation USING SCHEMA = 'public', TABLE = 'users', CONSTRAINT = 'mine'`,
        'UR001, not about this registration, public.users mine (23514)',
      ],
      ['a trigger with an error of its own', `RAISE EXCEPTION 'no %', NEW.email`, 'P0001'],
      ['a trigger that drops the row in silence', 'RETURN NULL', 'P0002'],
    ])('%s', async (_what, body, expected) => {
      await addTrigger(body);

      expect(await failure()).toBe(`register_user failed with SQLSTATE ${expected}`);
      expect(await users()).toEqual([]);
    });

    it('row security, as PostgreSQL says it', async () => {
      await database.query('ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY');

      expect(await failure()).toBe(
        'register_user failed with SQLSTATE 42501, new row violates row-level security policy for table "users"',
      );
    });
  });

  it('a trigger finds tables of applications by their bare names', async () => {
    await addTrigger('INSERT INTO audit VALUES (NEW.name, 1)');

    await register(database);

    expect(await database.query('SELECT what FROM audit')).toEqual([{ what: 'Ann' }]);
  });

  it.each([
    ['and again ten times', 'false', 11],
    ['but not when the workflow has given it up by then', 'true', 1],
  ])('a registration that others get in the way of is tried again, %s', async (_what, isLate, tries) => {
    await database.query('CREATE SEQUENCE tries');
    await database.query(
      `CREATE OR REPLACE FUNCTION user_registration.is_late() RETURNS boolean LANGUAGE sql VOLATILE AS $$ SELECT ${isLate} $$`,
    );
    await addTrigger(`PERFORM nextval('tries'); RAISE unique_violation`);

    expect(await failure()).toMatch(/^register_user failed with SQLSTATE UR001.*23505/);
    expect(await database.query('SELECT last_value::int AS tries FROM tries')).toEqual([{ tries }]);
  });

  it('columns of types that cannot be compared do not stand in the way', async () => {
    await database.query(`ALTER TABLE users ADD settings JSON DEFAULT '{}', ADD place POINT DEFAULT '(1,2)'`);

    for (const name of ['Ann', 'Anna', 'Anna']) {
      await register(database, { envelope_id: name, occurred_at: '2026-01-02Z', name });
    }

    expect(await users()).toMatchObject([{ name: 'Anna', settings: {} }]);
  });

  async function addTrigger(body: string): Promise<void> {
    await database.query(
      `CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body}; RETURN NEW; END $$`,
    );
    await database.query('CREATE TRIGGER odd BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION odd()');
  }
});

onServer((engine) => {
  it("tells an application's errors from those of the event as PGlite does", async () => {
    const database = await engine.create();
    await deploy(database);
    const failure = () => register(database).catch(({ message }: Error) => message.split('SQLSTATE ')[1]);
    const fails = async (add: string, undo: string) => {
      await database.query(add);
      const message = await failure();
      await database.query(undo);
      return message;
    };
    await database.query(`CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN NEW.name := CAST(NEW.name AS int); RETURN NEW; END $$`);

    expect(await fails('ALTER TABLE users ADD tenant INT NOT NULL', 'ALTER TABLE users DROP tenant')).toBe(
      'UR001, not about this registration, public.users tenant (23502)',
    );
    expect(
      await fails(
        'CREATE TRIGGER odd BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION odd()',
        'DROP TRIGGER odd ON users',
      ),
    ).toBe('UR001, not about this registration, (22P02)');
    expect(
      await fails(
        'ALTER TABLE users ADD CONSTRAINT short CHECK (length(name) < 2)',
        'ALTER TABLE users DROP CONSTRAINT short',
      ),
    ).toBe('23514, short');
    expect(await failure()).toMatchObject({ operation: 'created' });
    await database.close();
  });
});
