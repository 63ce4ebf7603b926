import { mask, maskQuotes, maskText, personalValues } from '../../../cli/terminal/mask';

const SUB = '0c0ffee0-1111-4222-8333-444455556666';

describe('mask', () => {
  it('hides e-mail addresses, phone numbers and names at every depth, and in JSON texts', () => {
    const body = JSON.stringify({
      detail: { data: { email: 'ada@example.com', given_name: 'Ada', username: 'Google_1' } },
    });
    const document = {
      user: { email: 'ada@example.com', name: 'Ada', phone: '+441632960001' },
      list: [{ body }],
    };

    expect(mask(document)).toEqual({
      user: { email: 'a***@***', name: 'A***', phone: '+44***' },
      list: [{ body: '{"detail":{"data":{"email":"a***@***","given_name":"A***","username":"G***"}}}' }],
    });
  });

  it('leaves everything else as it is', () => {
    const document = {
      cognito_id: SUB,
      username: SUB,
      attempt: 2,
      name: null,
      verified: true,
      at: '2026-01-31T12:00:00Z',
    };

    expect(mask(document)).toEqual(document);
  });

  it('hides what looks like an address or a number in any text', () => {
    expect(maskText('no user ada@example.com or +44 1632 960001 here')).toBe(
      'no user a***@*** or +44*** here',
    );
  });

  it('shows nothing of a body that is not JSON', () => {
    expect(mask('Ada Lovelace', 'body')).toBe('(12 characters that are not JSON)');
  });

  it('hides known values in texts that quote them', () => {
    const known = personalValues({ state: '{"user":{"name":"Ada Lovelace","cognito_id":"x"}}' });

    expect(maskQuotes('value "Ada Lovelace" is too long', known)).toBe('value "***" is too long');
  });
});
