import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DETAIL_TYPES, eventSchema } from '../../../../tasks/shared/schemas/event-schema';
import { incompatibilities, type Schema } from './incompatibilities';

const checkedIn = (detailType: string) =>
  read(join(__dirname, `../../../../tasks/shared/schemas/${detailType}.json`));
/** As the first release registered it. A release that adds members replaces it; nothing else may. */
const released = (detailType: string) => read(join(__dirname, `released/${detailType}.json`));

describe.each(DETAIL_TYPES)('The JSON Schema of %s', (detailType) => {
  it('is checked in as the code has it: if not, run "npm run schema"', () => {
    expect(checkedIn(detailType)).toEqual(eventSchema(detailType));
  });

  it('takes nothing away from the one that was released', () => {
    expect(incompatibilities(released(detailType), checkedIn(detailType))).toEqual([]);
  });
});

describe('incompatibilities', () => {
  const email = { type: 'string', maxLength: 9, pattern: '^.+$' };
  const event = object({ email, origin: { enum: ['a', 'b'] } }, ['email']);

  it.each<[string, Schema]>([
    ['a new member', object({ ...event.properties, phone: { type: 'string' } }, ['email'])],
    ['more room', object({ ...event.properties, email: { ...email, maxLength: 10 } }, ['email'])],
    ['no limit', object({ ...event.properties, email: { type: 'string' } }, ['email'])],
    ['another value', object({ email, origin: { type: 'string', enum: ['a', 'b', 'c'] } }, ['email'])],
    [
      'a member by reference',
      {
        ...event,
        properties: { ...event.properties, email: { $ref: '#/definitions/E' } },
        definitions: { E: email },
      },
    ],
  ])('are none with %s', (_, current) => {
    expect(incompatibilities(event, current)).toEqual([]);
  });

  it.each<[string, string, Schema]>([
    ['a member that is gone', 'origin is gone', object({ email }, ['email'])],
    ['a member that must be there now', 'required', object(event.properties!, ['email', 'origin'])],
    ['a member that need not be there any more', 'required', object(event.properties!, [])],
    [
      'another type',
      'email: type',
      object({ ...event.properties, email: { ...email, type: 'number' } }, ['email']),
    ],
    [
      'less room',
      'email: maxLength',
      object({ ...event.properties, email: { ...email, maxLength: 8 } }, ['email']),
    ],
    [
      'another pattern',
      'email: pattern',
      object({ ...event.properties, email: { ...email, pattern: '^a' } }, ['email']),
    ],
    [
      'a condition more',
      'email: not',
      object({ ...event.properties, email: { ...email, not: {} } }, ['email']),
    ],
    ['a value less', 'origin: enum', object({ email, origin: { enum: ['a'] } }, ['email'])],
    ['members that are refused', 'additionalProperties', { ...event, additionalProperties: false }],
  ])('are found in %s', (_, problem, current) => {
    expect(incompatibilities(event, current)).toEqual([problem]);
  });
});

function object(properties: Record<string, Schema>, required: string[]): Schema {
  return { type: 'object', properties, required };
}

function read(path: string): Schema {
  return JSON.parse(readFileSync(path, 'utf8')) as Schema;
}
