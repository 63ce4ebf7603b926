import { timestamp } from '../../../tasks/shared/timestamp';

const accepts = (value: unknown) => timestamp().safeParse(value).success;

describe('timestamp', () => {
  it.each([
    '2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00.000Z',
    '2026-01-31T23:59:59.123456Z',
    '2024-02-29T00:00:00Z',
    '2000-02-29T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
  ])('accepts %s', (value) => {
    expect(accepts(value)).toBe(true);
  });

  it.each([
    '2025-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T12:00:00',
    '2026-01-31T12:00:00+01:00',
    '2026-01-31',
    '2026-01-31T12:00:00Z\n',
    1769860800000,
  ])('refuses %j', (value) => {
    expect(accepts(value)).toBe(false);
  });
});
