import Ajv from 'ajv-draft-04';
import fc from 'fast-check';
import { userPersistedEnvelope } from '../../../../tasks/shared/user-persisted';
import { userRegisteredEnvelope } from '../../../../tasks/shared/user-registered';
import { userRemovedEnvelope } from '../../../../tasks/shared/user-removed';
import userPersistedSchema from '../../../../tasks/shared/schemas/user.persisted.json';
import userRegisteredSchema from '../../../../tasks/shared/schemas/user.registered.json';
import userRemovedSchema from '../../../../tasks/shared/schemas/user.removed.json';
import { registered } from '../../registrations';

const persisted = () => ({
  ...registered(),
  'detail-type': 'user.persisted',
  detail: {
    metadata: { ...registered().detail.metadata, causation_id: '44444444-4444-5444-8444-444444444444' },
    data: {
      user_id: '55555555-5555-5555-8555-555555555555',
      cognito_id: registered().detail.data.cognito_id,
      email: 'ada@example.com',
      operation: 'created',
    },
  },
});

const removed = () => ({
  ...registered(),
  'detail-type': 'user.removed',
  detail: {
    metadata: { ...registered().detail.metadata, origin: 'reconcile' },
    data: {
      user_id: '55555555-5555-5555-8555-555555555555',
      cognito_id: registered().detail.data.cognito_id,
      policy: 'anonymise',
    },
  },
});

/** As a backfill has it; a sign-up does not say when Cognito made the user. */
const listed = () => {
  const { detail, ...envelope } = registered();
  return {
    ...envelope,
    detail: { ...detail, data: { ...detail.data, created_at: '2020-01-31T12:00:00.000Z' } },
  };
};

describe.each([
  ['user.registered', userRegisteredEnvelope, userRegisteredSchema, listed()],
  ['user.persisted', userPersistedEnvelope, userPersistedSchema, persisted()],
  ['user.removed', userRemovedEnvelope, userRemovedSchema, removed()],
])('JSON Schema of %s', (detailType, zod, schema, example) => {
  const ajv = new Ajv({ strict: false }).addFormat('date-time', isDateTime);
  const validate = ajv.compile(schema);

  it('is valid draft 4, which the schema registry of EventBridge takes', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-04/schema#');
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  it('accepts an event as EventBridge delivers it', () => {
    expect(validate(example)).toBe(true);
    expect(zod.safeParse(example).success).toBe(true);
  });

  it('names the detail type under which the registry files it', () => {
    expect(schema['x-amazon-events-detail-type']).toBe(detailType);
    expect(schema['x-amazon-events-source']).toBe('user-registration');
  });

  it.each(Object.keys(example.detail.metadata).map((member) => ['metadata', member]))(
    'agrees with the code on what %s.%s may be',
    (part, member) => agreesOn(['detail', part, member]),
  );

  it.each(Object.keys(example.detail.data).map((member) => ['data', member]))(
    'agrees with the code on what %s.%s may be',
    (part, member) => agreesOn(['detail', part, member]),
  );

  it.each(['id', 'source', 'detail-type', 'detail', 'time', 'account', 'version', 'resources'])(
    'agrees with the code on what %s may be',
    (member) => agreesOn([member]),
  );

  it('agrees with the code when several members are odd at once', () => {
    const paths = [
      ...Object.keys(example.detail.metadata).map((member) => ['detail', 'metadata', member]),
      ...Object.keys(example.detail.data).map((member) => ['detail', 'data', member]),
    ];
    const changes = fc.array(fc.tuple(fc.constantFrom(...paths), values), { maxLength: 3 });
    fc.assert(
      fc.property(changes, (all) => {
        const event = all.reduce((changed, [path, value]) => at(changed, path, value), example as unknown);
        expect(zod.safeParse(event).success).toBe(validate(event));
      }),
      { numRuns: 1_000 },
    );
  });

  function agreesOn(path: string[]): void {
    const verdicts = { true: 0, false: 0 };
    fc.assert(
      fc.property(fc.oneof(values, fc.constant(original(example, path))), (value) => {
        const event = at(example, path, value);
        const verdict = validate(event);
        verdicts[`${verdict}`] += 1;
        expect({ value, verdict: zod.safeParse(event).success }).toEqual({ value, verdict });
      }),
      { numRuns: 500 },
    );
    expect(verdicts.true).toBeGreaterThan(0);
  }
});

const uuid = '33333333-3333-5333-8333-333333333333';
const lengths = [1, 36, 37, 55, 56, 128, 129, 255, 256, 2048, 2049, 4097, 4098];
const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    '',
    '\0',
    'a\0',
    '\ud800',
    'a\udc00',
    'line\nbreak',
    'unlinked:',
    ' unlinked:1',
    'us-east-1_Abc',
    'a_b!',
  ),
  fc.constantFrom(uuid, uuid.toUpperCase(), `${uuid}\n`, `x${uuid}`, 'Ada@Example.com', '1', '2'),
  fc.constantFrom(
    'sign-up',
    'reconcile',
    'operator',
    'anonymise',
    'created',
    'linked',
    'updated',
    'unchanged',
    'stale',
    'email_in_use',
  ),
  fc
    .tuple(fc.constantFrom('x', '😀', 'é'), fc.constantFrom(...lengths))
    .map(([text, times]) => text.repeat(times)),
  fc.constantFrom(...lengths).map((length) => `us-east-1_${'a'.repeat(Math.max(1, length - 10))}`),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc
    .tuple(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    )
    .map(([y, m, d]) => `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}T12:00:00Z`),
  fc.constantFrom(undefined, null, true, false, 0, 1, [], {}, ['a'], { a: 1 }),
  fc.jsonValue({ maxDepth: 1 }),
);

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** RFC 3339, section 5.6, written without `Date`'s parser, which the code leans on. */
function isDateTime(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

/** A copy of `target` with `value` at `path`; undefined takes the member away. */
function at(target: unknown, [member = '', ...rest]: string[], value: unknown): unknown {
  const copy = { ...(target as Record<string, unknown>) };
  if (rest.length > 0) return { ...copy, [member]: at(copy[member], rest, value) };
  if (value === undefined) {
    delete copy[member];
    return copy;
  }
  return { ...copy, [member]: value };
}

function original(target: unknown, path: string[]): unknown {
  return path.reduce((value, member) => (value as Record<string, unknown>)[member], target);
}
