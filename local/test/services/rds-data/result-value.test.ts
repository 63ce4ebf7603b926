import { onEachEngine } from './engines';

onEachEngine((cloud) => {
  const value = async (expression: string, extra: object = {}) =>
    (await cloud().execute(`SELECT ${expression}`, extra)).records![0]![0];

  beforeAll(async () => {
    await cloud().execute("CREATE TYPE mood AS ENUM ('good', 'bad')");
    await cloud().execute(
      'CREATE TABLE described (id serial PRIMARY KEY, name varchar(50) NOT NULL, price numeric(10,2), tags text[], feeling mood)',
    );
  });

  describe('a result', () => {
    it.each([
      ['1::int2', { longValue: 1 }],
      ['9007199254740991::int8', { longValue: 9007199254740991 }],
      ['9223372036854775807::int8', { longValue: 9223372036854775807n }],
      ['ARRAY[-9223372036854775807,1]', { arrayValue: { longValues: [-9223372036854775807n, 1] } }],
      ['1.50::numeric', { stringValue: '1.50' }],
      ['0.5::float8', { doubleValue: 0.5 }],
      ['0.1::float4', { doubleValue: 0.10000000149011612 }],
      ["'NaN'::float8", { doubleValue: 'NaN' }],
      ['true', { booleanValue: true }],
      ["'a'::text", { stringValue: 'a' }],
      ["'a'::char(3)", { stringValue: 'a  ' }],
      ["'a'::name", { stringValue: 'a' }],
      ["'bad'::mood", { stringValue: 'bad' }],
      [`'{"b": 1, "a": [2]}'::jsonb`, { stringValue: '{"a": [2], "b": 1}' }],
      [`'{"b":1}'::json`, { stringValue: '{"b":1}' }],
      [
        "'6EC0BD7F-11C0-43DA-975E-2A8AD9EBAE0B'::uuid",
        { stringValue: '6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b' },
      ],
      ["'\\x0102'::bytea", { blobValue: Buffer.from([1, 2]) }],
      ["'2024-02-03'::date", { stringValue: '2024-02-03' }],
      ["'04:05:06.5'::time", { stringValue: '04:05:06.500' }],
      ["'2024-02-03 04:05:06'::timestamp", { stringValue: '2024-02-03 04:05:06' }],
      ["'2024-02-03 04:05:06.12'::timestamp", { stringValue: '2024-02-03 04:05:06.120' }],
      ["'2024-02-03 04:05:06.123456'::timestamp", { stringValue: '2024-02-03 04:05:06.123456' }],
      ["'2024-01-15 12:34:56+09'::timestamptz", { stringValue: '2024-01-15 03:34:56' }],
      ['ARRAY[1,NULL,3]', { arrayValue: { longValues: [1, null, 3] } }],
      [`ARRAY['a','b,"c','NULL',NULL]`, { arrayValue: { stringValues: ['a', 'b,"c', 'NULL', null] } }],
      ['ARRAY[true,false]', { arrayValue: { booleanValues: [true, false] } }],
      ['ARRAY[1.5,2]::float8[]', { arrayValue: { doubleValues: [1.5, 2] } }],
      ['ARRAY[]::text[]', { arrayValue: { stringValues: [] } }],
      ['NULL::int', { isNull: true }],
    ])('shows %s', async (expression, field) => {
      expect(await value(expression)).toEqual(field);
    });

    // data-api.differences; the names are those of drizzle-orm issue 2982 and typeorm-aurora-data-api-driver issue 164.
    it.each([
      ["'1 day'::interval", 'INTERVAL'],
      ["'17:08:20+02'::timetz", 'TIMETZ'],
      ['\'a\'::"char"', '"CHAR"'],
      ["'1'::money", 'MONEY'],
      ['point(1,2)', 'POINT'],
      ["'int4'::regtype", 'regtype'],
      ["'pg_class'::regclass", 'regclass'],
      ["'<a/>'::xml", 'xml'],
    ])('cannot hold %s', async (expression, name) => {
      const failure = cloud().execute(`SELECT ${expression}`);
      if (name === 'xml') return expect(failure).rejects.toMatchObject({ status: 400 });
      return expect(failure).rejects.toMatchObject({
        code: 'UnsupportedResultException',
        message: `The result contains the unsupported data type ${name}.`,
      });
    });

    it('cannot hold an array of arrays', async () => {
      await expect(value('ARRAY[[1,2],[3,4]]')).rejects.toMatchObject({
        code: 'UnsupportedResultException',
        message: 'The result contains a multidimensional array.',
      });
    });

    it('fails without a word on an infinite timestamp', async () => {
      await expect(value("'infinity'::timestamptz")).rejects.toMatchObject({
        code: 'InternalFailure',
        status: 500,
      });
    });

    // data-api.limitations: "The response size limit is 1 MiB."
    it('cannot be larger than 1 MiB', async () => {
      await expect(value("repeat('x', 1048577)")).rejects.toMatchObject({
        code: 'UnsupportedResultException',
        message: 'The result exceeds the size limit 1 MB.',
      });
      expect(await value("length(repeat('x', 1048577))")).toEqual({ longValue: 1048577 });
    });
  });

  describe('result set options', () => {
    // API_ResultSetOptions.
    it('return decimals as numbers', async () => {
      const resultSetOptions = { decimalReturnType: 'DOUBLE_OR_LONG' };
      expect(await value('1.5::numeric', { resultSetOptions })).toEqual({ doubleValue: 1.5 });
      expect(await value('15::numeric', { resultSetOptions })).toEqual({ longValue: 15 });
      expect(await value('sum(9007199254740993::int8)', { resultSetOptions })).toEqual({
        longValue: 9007199254740993n,
      });
    });

    it('return longs as text', async () => {
      const resultSetOptions = { longReturnType: 'STRING' };
      expect(await value('9223372036854775807::int8', { resultSetOptions })).toEqual({
        stringValue: '9223372036854775807',
      });
    });

    it('refuse other words', async () => {
      await expect(value('1', { resultSetOptions: { longReturnType: 'BIG' } })).rejects.toMatchObject({
        code: 'ValidationException',
      });
    });
  });

  describe('formatRecordsAs JSON', () => {
    // AuroraUserGuide, data-api-json.
    it('returns a select as one JSON text by column label', async () => {
      const answer = await cloud().execute(
        'SELECT 1 AS a, \'x\' AS "B c", NULL::int AS n, ARRAY[1,2] AS l, true AS t',
        {
          formatRecordsAs: 'JSON',
          includeResultMetadata: true,
        },
      );
      expect(answer).toEqual({
        numberOfRecordsUpdated: 0,
        formattedRecords: '[{"a":1,"B c":"x","n":null,"l":[1,2],"t":true}]',
      });
    });

    it('keeps every digit of a long', async () => {
      const answer = await cloud().execute('SELECT 9223372036854775807 AS a', { formatRecordsAs: 'JSON' });
      expect(answer.formattedRecords).toBe('[{"a":9223372036854775807}]');
    });

    it('is ignored for other statements', async () => {
      const answer = await cloud().execute("INSERT INTO described (name) VALUES ('j') RETURNING name", {
        formatRecordsAs: 'JSON',
      });
      expect(answer.records).toEqual([[{ stringValue: 'j' }]]);
    });
  });

  describe('column metadata', () => {
    it('describes columns of a table as JDBC does', async () => {
      const { columnMetadata } = await cloud().execute(
        'SELECT id, name, price AS cost, tags, feeling FROM described',
        {
          includeResultMetadata: true,
        },
      );
      const common = { isCurrency: false, schemaName: '', tableName: 'described', arrayBaseColumnType: 0 };
      expect(columnMetadata).toEqual([
        {
          ...common,
          label: 'id',
          name: 'id',
          type: 4,
          typeName: 'serial',
          nullable: 0,
          precision: 10,
          scale: 0,
          isAutoIncrement: true,
          isSigned: true,
          isCaseSensitive: false,
        },
        {
          ...common,
          label: 'name',
          name: 'name',
          type: 12,
          typeName: 'varchar',
          nullable: 0,
          precision: 50,
          scale: 0,
          isAutoIncrement: false,
          isSigned: false,
          isCaseSensitive: true,
        },
        {
          ...common,
          label: 'cost',
          name: 'cost',
          type: 2,
          typeName: 'numeric',
          nullable: 1,
          precision: 10,
          scale: 2,
          isAutoIncrement: false,
          isSigned: true,
          isCaseSensitive: false,
        },
        {
          ...common,
          label: 'tags',
          name: 'tags',
          type: 2003,
          typeName: '_text',
          nullable: 1,
          precision: 2147483647,
          scale: 0,
          isAutoIncrement: false,
          isSigned: false,
          isCaseSensitive: true,
          arrayBaseColumnType: 12,
        },
        {
          ...common,
          label: 'feeling',
          name: 'feeling',
          type: 1111,
          typeName: 'mood',
          nullable: 1,
          precision: 2147483647,
          scale: 0,
          isAutoIncrement: false,
          isSigned: false,
          isCaseSensitive: true,
        },
      ]);
    });

    it('describes expressions without a table', async () => {
      const { columnMetadata } = await cloud().execute('SELECT 1', { includeResultMetadata: true });
      expect(columnMetadata).toMatchObject([
        { label: '?column?', tableName: '', nullable: 2, typeName: 'int4' },
      ]);
    });
  });
});
