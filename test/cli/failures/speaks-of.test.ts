import { speaksOf } from '../../../cli/failures/speaks-of';

const TEXT = JSON.stringify({ user: { email: 'ada+1@example.com', cognito_id: '0b9d2f3e-7a4c-4e1b' } });

describe('speaksOf', () => {
  it.each(['ada+1@example.com', 'ADA+1@Example.com', '0b9d2f3e-7a4c-4e1b', '0b9d2f3e'])(
    'finds %j',
    (user) => {
      expect(speaksOf(TEXT, user)).toBe(true);
    },
  );

  it.each(['1@example.com', 'da+1@example.com', 'ada+1@example.co', '9d2f3e'])(
    'does not take %j for it, which is a part of a word',
    (user) => {
      expect(speaksOf(TEXT, user)).toBe(false);
    },
  );
});
