import { delivery, run, type Run } from './registration-run';
import { statement } from './step-answers';

const inUse = statement({ operation: 'email_in_use', persisted_at: null, user: null });
const invalid = {
  StatusCode: 200,
  FunctionError: 'Unhandled',
  Payload: JSON.stringify({ errorType: 'InvalidRegistrationError', errorMessage: 'body must be JSON' }),
};

describe('bad data', () => {
  it.each([
    ['is not a registration', { ValidateUser: [invalid] }, 'InvalidRegistrationError'],
    ['has the address of somebody else', { UpsertUser: [inUse] }, 'EmailInUse'],
    ['breaks a rule of the table', { UpsertUser: [refusal('23514')] }, 'RdsData.DatabaseErrorException'],
    ['does not fit a column', { UpsertUser: [refusal('22001')] }, 'RdsData.DatabaseErrorException'],
  ])('that %s is recorded and rejected; it never fails the execution', async (_, plan, error) => {
    const result = await run(delivery(), plan);

    expect(outcome(result)).toMatchObject({ outcome: 'rejected', error });
    expect(result.calls).not.toContain('RollBackUser');
    expect(values(result)).toMatchObject({
      ':status': { S: 'open' },
      ':disposition': { S: 'rejected' },
      ':lane': { S: 'data' },
      ':resume_at': { S: Object.keys(plan)[0] },
    });
  });

  it.each([
    ['08006', 'transient'],
    ['40001', 'transient'],
    ['53300', 'transient'],
    ['55P03', 'transient'],
    ['57014', 'transient'],
    ['42501', 'operator'],
  ])('is not what the database tells of itself: SQLSTATE %s is in the lane %s', async (sqlState, lane) => {
    const result = await run(delivery(), { UpsertUser: [refusal(sqlState)] });

    expect(result.status).toBe('FAILED');
    expect(values(result)).toMatchObject({ ':lane': { S: lane } });
  });

  it('is recorded with its body, whatever is in it, up to the 64 KiB that the queue takes', async () => {
    const bodies = ['x', '"', '\\', '\n', 'é'].map((character) =>
      character.repeat(65_536 / Buffer.byteLength(character)),
    );
    const results = await Promise.all(
      bodies.map((body) => run(delivery(1, body), { ValidateUser: [invalid], RecordFailure: [record] })),
    );

    expect(results.map((result) => result.error ?? outcome(result))).toEqual(
      bodies.map(() => expect.objectContaining({ outcome: 'rejected' }) as unknown),
    );
  });
});

const record = { Attributes: { executions: { L: [] }, possible_publications: { N: '0' } } };

function refusal(sqlState: string): string {
  return `RdsData.DatabaseErrorException: ERROR; SQLState: ${sqlState}`;
}

function outcome({ output }: Run): unknown {
  return JSON.parse(output ?? '{}');
}

function values({ given }: Run): unknown {
  return given('RecordFailure')[0]?.['ExpressionAttributeValues'];
}
