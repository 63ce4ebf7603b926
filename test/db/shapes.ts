import fc from 'fast-check';

/** A table of users as somebody might have it. */
export interface Shape {
  readonly columns: readonly string[];
  readonly after: readonly string[];
  /** Whether a registration can be written into it. */
  readonly isAcceptable: boolean;
  /** Type and value of the ids, for rows. */
  readonly id: IdKind;
}

type IdKind = 'varchar(36)' | 'varchar(64)' | 'text' | 'uuid';

/** One choice of a shape: SQL, and whether it is fine. */
type Choice = readonly [sql: string, isFine: boolean];

const fine = (...sql: string[]): Choice[] => sql.map((text) => [text, true]);
const bad = (...sql: string[]): Choice[] => sql.map((text) => [text, false]);

const IDS = fine('varchar(36)', 'varchar(64)', 'text', 'uuid');
const KEYS: Choice[] = [
  ...fine('PRIMARY KEY', 'CONSTRAINT people_pk PRIMARY KEY'),
  ...bad('NOT NULL UNIQUE'),
];
const EMAILS: Choice[] = [
  ...fine(
    'varchar(255) NOT NULL',
    'text NOT NULL',
    'varchar(320)',
    'text NOT NULL UNIQUE',
    'varchar(255) NOT NULL CONSTRAINT one_each UNIQUE',
  ),
  ...bad('varchar(100) NOT NULL', 'char(255) NOT NULL'),
];
const NAMES: Choice[] = [
  ...fine('', 'name varchar(255)', 'name text', "name text DEFAULT 'x'"),
  ...bad('name varchar(80)', 'name text NOT NULL'),
];
const TIMES: Choice[] = [
  ...fine(
    '',
    'timestamptz',
    'timestamp',
    'timestamp(0) NOT NULL DEFAULT now()',
    'timestamptz NOT NULL',
    'timestamptz DEFAULT now()',
  ),
  ...bad('date'),
];
const IDENTITIES: Choice[] = [
  ...fine(
    '',
    'cognito_id varchar(128)',
    'cognito_id text',
    'cognito_id uuid',
    'cognito_id text UNIQUE',
    'cognito_id varchar(200) UNIQUE',
  ),
  ...bad('cognito_id varchar(36)', 'cognito_id integer'),
];
const OTHERS: Choice[] = [
  ...fine(
    '',
    'tenant int',
    'tenant int NOT NULL DEFAULT 1',
    'size int GENERATED ALWAYS AS (length(id::text)) STORED',
    'n int GENERATED ALWAYS AS IDENTITY',
  ),
  ...bad('tenant int NOT NULL'),
];
const AFTER: Choice[] = [
  ...fine(
    '',
    'CREATE INDEX ON people (lower(email))',
    'CREATE VIEW v AS SELECT id, email FROM people',
    'ALTER TABLE people ENABLE ROW LEVEL SECURITY',
  ),
  ...bad(
    'ALTER TABLE people ENABLE ROW LEVEL SECURITY; ALTER TABLE people FORCE ROW LEVEL SECURITY',
    'CREATE RULE r AS ON INSERT TO people DO INSTEAD NOTHING',
  ),
];

/** Mostly fine, so that every bad choice is seen alone as well as beside others. */
const one = (choices: Choice[]) =>
  fc.oneof({ weight: 6, arbitrary: pick(choices, true) }, { weight: 1, arbitrary: pick(choices, false) });

function pick(choices: Choice[], isFine: boolean) {
  const some = choices.filter((choice) => choice[1] === isFine);
  return fc.constantFrom(...(some.length > 0 ? some : choices));
}

export const shapes: fc.Arbitrary<Shape> = fc
  .tuple(
    one(IDS),
    one(KEYS),
    one(EMAILS),
    one(NAMES),
    one(TIMES),
    one(TIMES),
    one(IDENTITIES),
    one(OTHERS),
    one(AFTER),
    fc.boolean(),
  )
  .map(([id, key, email, name, created, updated, identity, other, after, isReversed]) => {
    const columns = [
      `id ${id[0]} ${key[0]}`,
      `email ${email[0]}`,
      name[0],
      created[0] && `created_at ${created[0]}`,
      updated[0] && `updated_at ${updated[0]}`,
      identity[0],
      other[0],
    ].filter(Boolean);
    return {
      columns: isReversed ? columns.reverse() : columns,
      after: after[0].split('; ').filter(Boolean),
      isAcceptable: [id, key, email, name, created, updated, identity, other, after].every(
        ([, isFine]) => isFine,
      ),
      id: id[0] as IdKind,
    };
  });

/** The id of a row: one of the type, the same for the same number. */
export function idOf(kind: IdKind, n: number): string {
  return kind === 'uuid' ? `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` : `old-${n}`;
}
