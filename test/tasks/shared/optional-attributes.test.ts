import fc from 'fast-check';
import { keepName, keepPhone } from '../../../tasks/shared/optional-attributes';

const LEFT_OUT = 'name: characters that cannot be shown are left out';
const CUT = 'name: cut to 255 characters';
const FAMILY = '👩‍👩‍👧‍👦';

describe('keepName', () => {
  it.each([
    ['a plain name', ' Ada Lovelace ', 'Ada Lovelace', []],
    ['no name', undefined, null, []],
    ['blanks', '   ', null, []],
    ['255 characters', 'x'.repeat(255), 'x'.repeat(255), []],
    ['255 characters outside the basic plane', '😀'.repeat(255), '😀'.repeat(255), []],
    ['joiners, which Persian and emoji need', `علی‌رضا ${FAMILY}`, `علی‌رضا ${FAMILY}`, []],
    ['NUL', 'Ada\0Lovelace', 'Ada Lovelace', [LEFT_OUT]],
    ['a line end', 'Ada\r\nLovelace', 'Ada Lovelace', [LEFT_OUT]],
    ['a line separator', 'Ada\u2028Lovelace', 'Ada Lovelace', [LEFT_OUT]],
    ['halves of surrogate pairs', '\ud800Ada \udc00Lovelace', 'Ada Lovelace', [LEFT_OUT]],
    ['a turn of the direction of writing', 'Ada\u202e ecalevoL', 'Ada ecalevoL', [LEFT_OUT]],
    ['only what cannot be shown', '\0\u202e', null, [LEFT_OUT]],
    ['256 characters', 'x'.repeat(256), 'x'.repeat(255), [CUT]],
    ['256 characters outside the basic plane', '😀'.repeat(256), '😀'.repeat(255), [CUT]],
    ['an accent at the limit', `${'x'.repeat(254)}e\u0301y`, 'x'.repeat(254), [CUT]],
    ['a family at the limit', 'x'.repeat(250) + FAMILY, 'x'.repeat(250), [CUT]],
    ['a blank at the limit', `${'x'.repeat(254)} y`, 'x'.repeat(254), [CUT]],
    ['one character that is longer', `x${'\u0301'.repeat(300)}`, `x${'\u0301'.repeat(254)}`, [CUT]],
    ['both faults', `\0${'x'.repeat(300)}`, 'x'.repeat(255), [LEFT_OUT, CUT]],
  ])('of %s', (_what, given, value, notes) => {
    expect(keepName(given)).toEqual({ value, notes });
  });

  it('is always what PostgreSQL can hold, and nothing is lost without a note', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (given) => {
        const { value, notes } = keepName(given);
        expect([...(value ?? 'x')].length).toBeLessThanOrEqual(255);
        expect(value ?? 'x').toMatch(/^[^\p{Cc}\p{Cs}]+$/u);
        if (notes.length === 0) expect(value ?? '').toBe(given.trim());
      }),
      { numRuns: 500 },
    );
  });
});

describe('keepPhone', () => {
  it.each([
    ['+15551234567', '+15551234567', false],
    [' +15551234567 ', '+15551234567', false],
    ['+12', '+12', false],
    ['+123456789012345', '+123456789012345', false],
    [undefined, null, false],
    ['', null, false],
    ['+0447700900123', null, true],
    ['+1', null, true],
    ['+1234567890123456', null, true],
    ['555-1234', null, true],
    ['x+15551234567', null, true],
    ['+15551234567\0', null, true],
    ['+1555123456٧', null, true],
  ])('of %j', (given, value, noted) => {
    expect(keepPhone(given)).toEqual({
      value,
      notes: noted ? ['phone: left out, it is no number in E.164 form'] : [],
    });
  });
});
