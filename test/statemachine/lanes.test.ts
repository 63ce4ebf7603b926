import * as rdsData from '@aws-sdk/client-rds-data';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiLanes, schedules, sqlStateLanes, type LaneRow } from './lanes';
import { delivery, run } from './registration-run';
import { payload, validated } from './step-answers';

const rows = [...apiLanes, ...sqlStateLanes];

describe('the table of lanes', () => {
  it.each(rows.flatMap((row) => row.errors.map((error) => ({ ...row, error }))))(
    'says of $error: lane $lane, tried again: $inStep',
    async ({ error, lane, inStep }) => {
      const late = { service: 'rds-data', caller: '/UpsertUser', delay: 60_000 };
      const isLate = error === 'States.Timeout';
      const { given, log } = isLate
        ? await run(delivery(), {}, [late])
        : await run(delivery(), { UpsertUser: [raised(error)] });

      expect(given('RecordFailure')[0]?.['ExpressionAttributeValues']).toMatchObject({
        ':lane': { S: lane },
      });
      const tries = log.filter((event) =>
        /"TaskScheduled".*SELECT user_registration\.register_user/.test(event),
      );
      expect(tries).toHaveLength(schedules[inStep].tries);
    },
  );

  it('has every error that the Data API can answer', () => {
    const modelled = Object.entries(rdsData)
      .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Error)
      .map(([name]) => name.replace(/Error$/, 'ErrorException'))
      .filter((name) => !['RDSDataServiceException', 'DatabaseErrorException'].includes(name));

    expect(namesIn(apiLanes)).toEqual(expect.arrayContaining(modelled));
  });

  it('has every class of SQLSTATE that PostgreSQL lists, and no code twice', () => {
    const codes = namesIn(sqlStateLanes);
    const classes = new Set(codes.map((code) => code.slice(0, 2)));

    expect([...classes].sort()).toEqual([...CLASSES, 'UR'].sort());
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('stands in docs/faults.md, word by word', () => {
    const page = readFileSync(join(__dirname, '../../docs/faults.md'), 'utf8').replace(/ +/g, ' ');

    for (const row of rows) expect(page).toContain(toLine(row));
  });
});

describe('a user called', () => {
  it.each(['23', 'SQLState: 23514', '; SQLState: 22001', 'failed with SQLSTATE 22001, email'])(
    '%s does not choose the lane',
    async (name) => {
      const ValidateUser = [
        payload({ ...validated(1), user: { ...(validated(1)['user'] as object), name } }),
      ];
      const quoting = `RdsData.DatabaseErrorException: ERROR: permission denied, ${name}; SQLState: 42501`;
      const UpsertUser = [quoting];
      const { given } = await run(delivery(), { ValidateUser, UpsertUser });

      expect(given('RecordFailure')[0]?.['ExpressionAttributeValues']).toMatchObject({
        ':lane': { S: 'operator' },
      });
    },
  );

  it('SQLState: 23514 does not choose the lane of a function that crashed over them', async () => {
    const Payload = JSON.stringify({ errorType: 'TypeError', errorMessage: 'Ada SQLState: 23514' });
    const ValidateUser = [{ StatusCode: 200, FunctionError: 'Unhandled', Payload }];
    const { given } = await run(delivery(), { ValidateUser });

    expect(given('RecordFailure')[0]?.['ExpressionAttributeValues']).toMatchObject({
      ':lane': { S: 'operator' },
    });
  });

  it('23 does not hide from the lane what the database said', async () => {
    const ValidateUser = [
      payload({ ...validated(1), user: { ...(validated(1)['user'] as object), name: '23514' } }),
    ];
    const { output } = await run(delivery(), { ValidateUser, UpsertUser: [raised('23514')] });

    expect(JSON.parse(output ?? '{}')).toMatchObject({ outcome: 'rejected' });
  });
});

/** PostgreSQL, appendix A. */
const CLASSES = (
  '00 01 02 03 08 09 0A 0B 0F 0L 0P 0Z 10 20 21 22 23 24 25 26 27 28 2B 2D 2F 34 38 39 3B 3D 3F ' +
  '40 42 44 53 54 55 57 58 72 F0 HV P0 XX'
).split(' ');

/** What the step is told; a class is stood for by a code that nobody has. */
function raised(error: string): string {
  const [name = '', more] = error.split(', ');
  if (!/^[0-9A-Z]{2}([0-9A-Z]{3})?$/.test(name)) return `RdsData.${name}: ${more ?? 'Injected'}`;
  const code = name.padEnd(5, '9');
  const said = `register_user failed with SQLSTATE ${code}${more ? `, ${more}` : ''}`;
  return `RdsData.DatabaseErrorException: ERROR: ${said}; SQLState: ${code}`;
}

function namesIn(lanes: readonly LaneRow[]): string[] {
  return lanes.flatMap(({ errors }) => errors.map((error) => error.replace(/,.*$/, '')));
}

function toLine({ errors, lane, inStep, why }: LaneRow): string {
  return `| ${errors.map((error) => `\`${error}\``).join(', ')} | ${lane} | ${schedules[inStep].waits} | ${why} |`;
}
