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

  it.each([
    ['Eve', 'EventBridge took no Eve, Eve', 'EventBridge took no ***, ***'],
    ['Al', 'All of "Al"', 'All of "***"'],
    ['Ada', 'line\\nAda\\nNevada', 'line\\n***\\nNevada'],
    ['Zoë', 'Zoë, not Zoëlla', '***, not Zoëlla'],
    ['+4', 'x+4', 'x***'],
    ['a.c (x', 'a.c (x abc (x', '*** abc (x'],
    [
      'Request ID',
      'Request ID (Service: RdsData, Status Code: 400, Request ID: 1-2)',
      '*** (Service: RdsData, Status Code: 400, Request ID: 1-2)',
    ],
  ])('hides %s as whole words only, and not in what AWS wrote', (name, text, masked) => {
    expect(maskQuotes(text, [name])).toBe(masked);
  });

  it('shows nothing of a body that is not JSON, wherever it stands', () => {
    const state = JSON.stringify({ delivery: { attempt: 1 }, body: 'Ada Lovelace, 0163 555' });

    expect(mask([{ body: 'Ada Lovelace' }])).toEqual([{ body: '(12 characters that are not JSON)' }]);
    expect(mask(JSON.parse(state))).toEqual({
      delivery: { attempt: 1 },
      body: '(22 characters that are not JSON)',
    });
    expect(mask({ state })).toEqual({
      state: '{"delivery":{"attempt":1},"body":"(22 characters that are not JSON)"}',
    });
  });

  it('shows of a body only what is known to be about nobody, whatever its members are called', () => {
    const body = {
      id: SUB,
      'ada@example.com': 1,
      detail: { data: { cognito_id: SUB, fullName: 'Ada Lovelace', mobile: 441632960001, tags: ['Ada'] } },
      metadata: { occurred_at: '2026-01-31T12:00:00Z' },
    };

    expect(JSON.parse(maskText(JSON.stringify(body), 'body'))).toEqual({
      id: SUB,
      'a***@***': '***',
      detail: { data: { cognito_id: SUB, fullName: 'A***', mobile: '***', tags: ['A***'] } },
      metadata: { occurred_at: '2026-01-31T12:00:00Z' },
    });
  });

  it('hides what stands within a personal member, a number too', () => {
    expect(mask({ name: { first: 'Ada', all: ['Ada'] }, phone: 441632960001 })).toEqual({
      name: { first: 'A***', all: ['A***'] },
      phone: '***',
    });
  });

  it("knows by an edit's path what its value is", () => {
    expect(mask('Ada', 'body', 'detail', 'data', 'firstName')).toBe('A***');
    expect(mask('Ada', 'user', 'name')).toBe('A***');
    expect(mask(4, 'delivery', 'attempt')).toBe(4);
  });

  it('cuts off what is deeper than any document of ours', () => {
    const deep = `${'['.repeat(9000)}"ada@example.com"${']'.repeat(9000)}`;

    const masked = maskText(deep, 'body');

    expect(masked).toMatch(/^\[{50,60}"\(more than 50 levels deep\)"\]{50,60}$/);
    expect(personalValues({ body: deep })).toEqual([]);
  });

  it.each([
    ['mailto:ada@example.com', 'mailto:a***@***'],
    ['ada@example.com:25', 'a***@***'],
    ['<ada@example.com>,bob@x', '<a***@***>,b***@***'],
    ['@ada', '@ada'],
    ['ada@', 'ada@'],
    ['a:@b:c@d', 'a:@b:c***@***'],
    ['@@x', '@***@***'],
  ])('finds the addresses in %j', (text, expected) => {
    expect(maskText(text)).toBe(expected);
  });

  it.each([
    ['without an @', (size: number) => 'x'.repeat(size)],
    ['of @s', (size: number) => '@'.repeat(size)],
    ['of colons', (size: number) => ':'.repeat(size)],
    ['of addresses cut short', (size: number) => 'a:@'.repeat(size / 3)],
    ['that begins like a number', (size: number) => `+1${'('.repeat(size)}`],
    ['of beginnings of numbers', (size: number) => '+1 '.repeat(size / 3)],
    ['of blanks', (size: number) => ' '.repeat(size)],
  ])('does work in proportion to a text %s', (_, text) => {
    // What looks back at each character takes hours for this.
    const masked = maskText(text(1_000_000));

    expect(masked.length).toBeLessThan(1_000_100);
  });
});
