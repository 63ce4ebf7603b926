import { delivery, run, type Run } from './registration-run';
import { ENVELOPE_ID, payload, validated } from './step-answers';

const told = { name: 'Ada Lovelace', email: 'ada@example.com', phone: '+441632960001' };
const AWS = /( \(Service: RdsData, Status Code: 400, Request ID: \S+\) \(SDK Attempt Count: 1\))$/;
const REFUSED = 'RdsData.AccessDeniedException';

describe('a cause is recorded without', () => {
  const data = { ...told, name: 'Lady A', username: 'countess' };

  it.each(['Ada Lovelace', 'Lady A', 'countess', '+441632960001', 'ada@example.com', 'Eve@Else.where'])(
    'the value %s',
    async (secret) => {
      expect(await causeOf(`${REFUSED}: is ${secret} wrong`, told, data)).toContain('is *** wrong');
    },
  );

  it('the phone number of anybody else', async () => {
    expect(await causeOf(`${REFUSED}: is +49 (30) 555-0199 wrong`)).toMatch(/^is \*\*\* wrong \(/);
  });

  it.each(['no\nAda Lovelace', String.raw`no\nAda Lovelace`])(
    'a name that stands behind a line break, escaped once or twice',
    async (message) => {
      const { cause } = await crash(message, told);

      expect(cause).toContain('***');
      expect(cause).not.toContain('Ada');
    },
  );

  it.each(['email', 'name', 'phone', 'username'])('the %s of an unread body', async (member) => {
    const body = JSON.stringify({ id: ENVELOPE_ID, detail: { data: { [member]: 'S3cret words' } } });
    const { cause } = await crash('is S3cret words wrong', {}, body);

    expect(cause).toContain('is *** wrong');
  });

  it('control and format characters: it is one line, in the direction in which it is written', async () => {
    const cause = await causeOf(`${REFUSED}: a\u001b]0;title\u0007b\u202ec\u200bd\ufeffe\u2028f`);

    expect(cause).toMatch(/^a \]0;title b c d e f \(/);
  });
});

describe('the cause of a time-out', () => {
  it('names the step, its limit and the try', async () => {
    const late = { service: 'rds-data', caller: '/UpsertUser', delay: 60_000 };
    const { given } = await run(delivery(), {}, [late]);

    expect(given('RecordFailure')[0]?.['ExpressionAttributeValues']).toMatchObject({
      ':cause': { S: 'UpsertUser had no answer within its 10 s, at try 3' },
    });
  });
});

describe('a cause keeps its diagnosis', () => {
  const message = 'Eve EventBridge refused, Request Re Service Al Exception ValidationException, Alpha';

  it.each([
    ['Eve', '*** EventBridge refused, Request Re Service Al Exception ValidationException, Alpha'],
    ['Re', 'Eve EventBridge refused, Request *** Service Al Exception ValidationException, Alpha'],
    ['Al', 'Eve EventBridge refused, Request Re Service *** Exception ValidationException, Alpha'],
    ['Service', 'Eve EventBridge refused, Request Re *** Al Exception ValidationException, Alpha'],
    ['Exception', 'Eve EventBridge refused, Request Re Service Al *** ValidationException, Alpha'],
  ])('when the user is called %s: only whole words are masked', async (name, masked) => {
    const cause = await causeOf(`${REFUSED}: ${message}`, { ...told, name });

    expect(cause.replace(AWS, '')).toBe(masked);
  });

  it.each([
    'Service',
    'Request ID',
    'RdsData',
    'Status Code',
    '400',
    'SQLState',
    '42501',
    'SDK Attempt Count',
  ])('when the user is called %s: what AWS wrote behind the message is untouched', async (name) => {
    const cause = await causeOf('RdsData.DatabaseErrorException: no; SQLState: 42501', { ...told, name });

    expect(cause).toMatch(/^no; SQLState: 42501/);
    expect(cause).toMatch(AWS);
  });

  it('but does not take what a user is called for something that AWS wrote', async () => {
    const name = '(Service: Ada, Status Code: 200, x';
    const cause = await causeOf(`${REFUSED}: is ${name} wrong`, { ...told, name });

    expect(cause).toMatch(/^is \*\*\* wrong \(Service: RdsData/);
  });
});

describe('a cause of any kind', () => {
  const long = 'x'.repeat(30_000);

  it.each([
    ['of words without an @', 'word '.repeat(6_000)],
    ['without a blank or an @', long],
    ['that is nearly all quotes', '"'.repeat(30_000)],
    ['of many plus signs', '+1 '.repeat(10_000)],
    ['of addresses', 'a@b.c '.repeat(5_000)],
    ['of control characters', 'a\u0001'.repeat(15_000)],
    ['of brackets', ' (Service: '.repeat(2_700)],
    ['that says the name again and again', 'Ada Lovelace '.repeat(2_300)],
  ])('%s is described within the second that an evaluation has', async (_what, text) => {
    const cause = await causeOf(`${REFUSED}: ${text}`);

    expect(cause).not.toContain('Ada');
    expect(cause.length).toBeLessThan(1_200);
  });

  it.each([
    ['without an @', 'x'.repeat(60_000)],
    ['of quotes', '"'.repeat(60_000)],
    ['of names', '"name":"'.repeat(7_500)],
    ['of blanks behind a name', `"name"${' '.repeat(60_000)}`],
    ['of ids', '"id" '.repeat(12_000)],
    ['nested deep', '['.repeat(60_000)],
  ])('of a body %s is recorded', async (_what, body) => {
    const { status } = await crash('unreadable', {}, body, 'InvalidRegistrationError');

    expect(status).toBe('SUCCEEDED');
  });
});

/** The cause on record after UpsertUser failed so for this user, told of by an event with these data. */
async function causeOf(error: string, user: object = told, data: object = user): Promise<string> {
  const known = validated(1);
  const event = { ...(known['event'] as object), data };
  const ValidateUser = [payload({ ...known, event, user: { ...(known['user'] as object), ...user } })];
  return recorded(await run(delivery(), { ValidateUser, UpsertUser: [error] }));
}

/** A function that dies with this message before the body is read, or the user's values are known. */
async function crash(
  errorMessage: string,
  user: object,
  body?: string,
  errorType = 'TypeError',
): Promise<{ cause: string; status: string }> {
  const Payload = JSON.stringify({ errorType, errorMessage });
  const ValidateUser = [{ StatusCode: 200, FunctionError: 'Unhandled', Payload }];
  const text = body ?? JSON.stringify({ id: ENVELOPE_ID, ...user });
  const result = await run(delivery(1, text), { ValidateUser });
  return { cause: recorded(result), status: result.status };
}

function recorded({ given }: Run): string {
  const values = given('RecordFailure')[0]?.['ExpressionAttributeValues'] as { ':cause': { S: string } };
  return values[':cause'].S;
}
