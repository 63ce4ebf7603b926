import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviceOn, errorAdvice, findAdvice } from '../../../tasks/shared/error-advice';
import { readWorkflow } from '../../../cdk/read-workflow';
import { stepCells } from '../../faults/cells';
import { reported } from '../../faults/fault-plans';
import { apiLanes } from '../../statemachine/lanes';

const RUNBOOK = join(__dirname, '../../../docs/runbook.md');

describe('errorAdvice', () => {
  it('has a row for every error that the fault matrix knows', () => {
    const errors = [...new Set(stepCells(readWorkflow()).map(({ error }) => reported(error)))];

    expect(errors.length).toBeGreaterThan(20);
    expect(errors.filter((error) => findAdvice(error, '') === undefined)).toEqual([]);
  });

  it('has a row for every error of the Data API', () => {
    const errors = apiLanes.flatMap((row) => row.errors).map((error) => prefixed(reported(error)));

    expect(errors.filter((error) => findAdvice(error, '') === undefined)).toEqual([]);
  });

  it('lets the cause decide what an error of the database means', () => {
    const means = (cause: string) => adviceOn('RdsData.DatabaseErrorException', cause).means;

    expect(means('ERROR: too many connections; SQLState: 53300')).toContain('busy');
    expect(means('ERROR: permission denied; SQLState: 42501')).toContain('refuses the call itself');
    expect(adviceOn('Odd', '').means).toBe('An error that nobody has met here yet.');
  });

  it('has no row that a row above it hides', () => {
    const hidden = errorAdvice.filter(
      (row) => row.cause === undefined && row.errors.every((name) => findAdvice(name, '') !== row),
    );

    expect(hidden).toEqual([]);
  });

  it('stands in the runbook as it is', () => {
    const rows = errorAdvice.map(({ errors, means, then }) => [errors.join(' '), means, then]);
    const text = readFileSync(RUNBOOK, 'utf8').replaceAll('`', '');

    for (const [errors, means, then] of rows)
      expect(text.replace(/ +/g, ' ')).toContain(`| ${errors} | ${means} | ${then} |`);
  });
});

function prefixed(name: string): string {
  return name.startsWith('States.') ? name : `RdsData.${name}`;
}
