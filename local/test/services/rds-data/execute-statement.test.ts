import { onEachEngine } from './engines';

const uuid = '6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b';
const text = (name: string, stringValue: string, typeHint?: string) => ({
  name,
  value: { stringValue },
  typeHint,
});

onEachEngine((cloud) => {
  const value = async (sql: string, extra: object = {}) =>
    (await cloud().execute(sql, extra)).records![0]![0];

  beforeAll(async () => {
    await cloud().execute(
      'CREATE TABLE things (id serial PRIMARY KEY, name varchar(50) NOT NULL UNIQUE, key uuid, at timestamptz, data jsonb)',
    );
  });

  describe('ExecuteStatement', () => {
    it('answers a select with records and no metadata', async () => {
      expect(await cloud().execute('SELECT 1 AS one, NULL::text AS nothing;')).toEqual({
        numberOfRecordsUpdated: 0,
        records: [[{ longValue: 1 }, { isNull: true }]],
      });
    });

    it('answers a change with the number of records and empty generated fields', async () => {
      const answer = await cloud().execute("INSERT INTO things (name) VALUES ('a'), ('b')");
      expect(answer).toEqual({ generatedFields: [], numberOfRecordsUpdated: 2 });
    });

    it('answers DDL with no records updated', async () => {
      expect(await cloud().execute('CREATE TABLE IF NOT EXISTS more (id int)')).toEqual({
        generatedFields: [],
        numberOfRecordsUpdated: 0,
      });
    });

    it('answers RETURNING with records', async () => {
      const { records } = await cloud().execute(
        "INSERT INTO things (name) VALUES ('returned') RETURNING name",
      );
      expect(records).toEqual([[{ stringValue: 'returned' }]]);
    });

    it('runs as the role of the secret, who is no superuser', async () => {
      expect(await value('SELECT current_user::text')).toEqual({ stringValue: 'registration_owner' });
      expect(await value('SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual({
        booleanValue: false,
      });
    });

    it('uses the database that the call names', async () => {
      expect(await value('SELECT current_database()::text')).toEqual({ stringValue: 'registration' });
    });

    // AuroraUserGuide, data-api.differences, "Multistatement support".
    it('refuses several statements in one call', async () => {
      await expect(cloud().execute('SELECT 1; SELECT 2')).rejects.toMatchObject({
        code: 'ValidationException',
        message: "Multistatements aren't supported.",
      });
    });

    // AuroraUserGuide, data-api.differences, "Schema parameter behavior".
    it('refuses the schema parameter', async () => {
      await expect(cloud().execute('SELECT 1', { schema: 'public' })).rejects.toMatchObject({
        code: 'ValidationException',
        message: "The schema parameter isn't supported",
      });
    });

    it('refuses a call without SQL', async () => {
      await expect(cloud().execute('', {})).rejects.toMatchObject({ code: 'ValidationException' });
    });
  });

  describe('parameters', () => {
    it('types values by their member', async () => {
      const parameters = [
        { name: 's', value: { stringValue: 'text' } },
        { name: 'l', value: { longValue: 5 } },
        { name: 'd', value: { doubleValue: 1.5 } },
        { name: 'b', value: { booleanValue: true } },
        { name: 'x', value: { blobValue: Buffer.from('bytes').toString('base64') } },
      ];
      const sql =
        'SELECT pg_typeof(:s)::text, pg_typeof(:l)::text, pg_typeof(:d)::text, pg_typeof(:b)::text, pg_typeof(:x)::text';
      const { records } = await cloud().execute(sql, { parameters });
      expect(records![0]!.map(({ stringValue }) => stringValue)).toEqual([
        'text',
        'bigint',
        'double precision',
        'boolean',
        'bytea',
      ]);
    });

    it('takes a long beyond what a double holds, and rounds it for a double', async () => {
      const parameters = [
        { name: 'l', value: { longValue: 9223372036854775807n } },
        { name: 'd', value: { doubleValue: 9007199254740993n } },
      ];
      const { records } = await cloud().execute('SELECT (:l)::text, (:d)::text', { parameters });
      expect(records).toEqual([
        [{ stringValue: '9223372036854775807' }, { stringValue: '9.007199254740992e+15' }],
      ]);
    });

    it('hands values through unharmed', async () => {
      const parameters = [text('a', `O'Reilly \\ "q" ünï 😀 :b`), { name: 'n', value: { isNull: true } }];
      const { records } = await cloud().execute('SELECT :a, :n::text, :a', { parameters });
      expect(records).toEqual([
        [
          { stringValue: `O'Reilly \\ "q" ünï 😀 :b` },
          { isNull: true },
          { stringValue: `O'Reilly \\ "q" ünï 😀 :b` },
        ],
      ]);
    });

    it('takes a blob as bytes from a caller in this process', async () => {
      const parameters = [{ name: 'x', value: { blobValue: new Uint8Array([1, 2]) } }];
      expect(await value('SELECT :x', { parameters })).toEqual({ blobValue: Buffer.from([1, 2]) });
    });

    // drizzle-orm issue 2583.
    it('does not compare a uuid with a string', async () => {
      await expect(
        cloud().execute('SELECT * FROM things WHERE key = :key', { parameters: [text('key', uuid)] }),
      ).rejects.toMatchObject({
        code: 'DatabaseErrorException',
        message:
          'ERROR: operator does not exist: uuid = text; Hint: No operator matches the given name and argument types. You might need to add explicit type casts.; Position: 32; SQLState: 42883',
      });
    });

    // drizzle-orm issue 2232.
    it('does not store a string in a timestamp', async () => {
      await expect(
        cloud().execute("INSERT INTO things (name, at) VALUES ('t', :at)", {
          parameters: [text('at', '2024-01-01 00:00:00')],
        }),
      ).rejects.toMatchObject({
        message: expect.stringMatching(
          /^ERROR: column "at" is of type timestamp with time zone but expression is of type text; Hint: You will need to rewrite or cast the expression.; Position: \d+; SQLState: 42804$/,
        ) as string,
      });
    });

    it('sends hinted strings as their type', async () => {
      const parameters = [
        text('u', uuid, 'UUID'),
        text('t', '2024-02-03 04:05:06.5', 'TIMESTAMP'),
        text('d', '2024-02-03', 'DATE'),
        text('c', '04:05:06', 'TIME'),
        text('n', '12.50', 'DECIMAL'),
        text('j', '{"a": 1}', 'JSON'),
      ];
      const names = ['u', 't', 'd', 'c', 'n', 'j'];
      const { records } = await cloud().execute(
        `SELECT ${names.map((one) => `pg_typeof(:${one})::text`).join()}`,
        {
          parameters,
        },
      );
      expect(records![0]!.map(({ stringValue }) => stringValue)).toEqual([
        'uuid',
        'timestamp without time zone',
        'date',
        'time without time zone',
        'numeric',
        'json',
      ]);
    });

    // API_SqlParameter: "The accepted format is YYYY-MM-DD HH:MM:SS[.FFF]."
    it.each([
      ['TIMESTAMP', '2024-02-03T04:05:06Z'],
      ['DATE', '03.02.2024'],
      ['TIME', '4:05'],
      ['DECIMAL', 'much'],
    ])('refuses a %s in another format', async (typeHint, wrong) => {
      await expect(
        cloud().execute('SELECT :v', { parameters: [text('v', wrong, typeHint)] }),
      ).rejects.toMatchObject({
        code: 'ValidationException',
      });
    });

    it('refuses a hint that does not exist', async () => {
      await expect(
        cloud().execute('SELECT :v', { parameters: [text('v', 'x', 'MONEY')] }),
      ).rejects.toMatchObject({ code: 'ValidationException' });
    });

    // API_ExecuteStatement, "parameters": "Array parameters are not supported."
    it('refuses arrays', async () => {
      const parameters = [{ name: 'a', value: { arrayValue: { longValues: [1] } } }];
      await expect(cloud().execute('SELECT :a', { parameters })).rejects.toMatchObject({
        code: 'ValidationException',
        message: 'Array parameters are not supported.',
      });
    });

    it.each([[{}], [{ isNull: false }], [{ stringValue: 'a', longValue: 1 }], [{ longValue: 1.5 }]])(
      'refuses the value %j',
      async (wrong) => {
        await expect(
          cloud().execute('SELECT :a', { parameters: [{ name: 'a', value: wrong }] }),
        ).rejects.toMatchObject({ code: 'ValidationException' });
      },
    );

    it('lets the database complain about a parameter without a value', async () => {
      await expect(cloud().execute('SELECT :a::text')).rejects.toMatchObject({
        code: 'DatabaseErrorException',
        message: expect.stringContaining('SQLState: 08P01') as string,
      });
    });
  });

  describe('errors', () => {
    // Texts as in tmokmss/aurora-data-api-proxy, captured from Aurora PostgreSQL 17.9.
    it.each([
      [
        'SELECT * FROM no_such_table_xyz',
        'ERROR: relation "no_such_table_xyz" does not exist; Position: 15; SQLState: 42P01',
      ],
      ['SELEKT 1', 'ERROR: syntax error at or near "SELEKT"; Position: 1; SQLState: 42601'],
      [
        'INSERT INTO things (name) VALUES (NULL)',
        'ERROR: null value in column "name" of relation "things" violates not-null constraint; SQLState: 23502',
      ],
    ])('words the failure of %s as AWS does', async (sql, message) => {
      await expect(cloud().execute(sql)).rejects.toMatchObject({
        code: 'DatabaseErrorException',
        status: 400,
        message,
      });
    });

    it('leaves out the detail, which may hold personal data', async () => {
      await cloud().execute("INSERT INTO things (name) VALUES ('twice')");
      await expect(cloud().execute("INSERT INTO things (name) VALUES ('twice')")).rejects.toMatchObject({
        message: 'ERROR: duplicate key value violates unique constraint "things_name_key"; SQLState: 23505',
      });
    });

    it('answers again after an error', async () => {
      await expect(cloud().execute('SELECT 1/0')).rejects.toMatchObject({
        message: 'ERROR: division by zero; SQLState: 22012',
      });
      expect(await value('SELECT 1')).toEqual({ longValue: 1 });
    });
  });

  describe('a session', () => {
    it('does not keep settings, temporary tables or an open transaction for the next call', async () => {
      await cloud().execute("SET application_name = 'kept'");
      await cloud().execute('CREATE TEMP TABLE passing (id int)');
      await cloud().execute('BEGIN');
      expect(await value("SELECT current_setting('application_name')")).not.toEqual({ stringValue: 'kept' });
      await expect(cloud().execute('SELECT * FROM passing')).rejects.toMatchObject({
        message: expect.stringContaining('42P01') as string,
      });
      await cloud().execute("INSERT INTO things (name) VALUES ('committed')");
      expect(await value("SELECT count(*) FROM things WHERE name = 'committed'")).toEqual({ longValue: 1 });
    });

    it('cannot become another user', async () => {
      await expect(cloud().execute('SET SESSION AUTHORIZATION postgres')).rejects.toMatchObject({
        message: expect.stringContaining('permission denied to set session authorization') as string,
      });
    });

    it('speaks UTC', async () => {
      expect(await value("SELECT current_setting('TimeZone')")).toEqual({ stringValue: 'UTC' });
    });
  });
});
