import jsonata from 'jsonata';
import { readWorkflow } from '../../cdk/read-workflow';
import { workflowExpressions } from '../../cdk/workflow-expressions';
import { adviceOn, errorAdvice } from '../../tasks/shared/error-advice';

const expressions = workflowExpressions(readWorkflow());
const CAUSES = ['', ...['23505', 'UR001', '53300', '42501'].map((state) => `ERROR: odd; SQLState: ${state}`)];

describe('workflowExpressions', () => {
  it('says of every error what the table of errors says', async () => {
    const errors = ['Odd', 'Oddly.InvalidRegistrationError', ...errorAdvice.flatMap((row) => row.errors)];
    const failures = errors.flatMap((error) =>
      CAUSES.map((cause) => ({ error: error.replace('*', 'Odd'), cause })),
    );

    for (const failure of failures) {
      const { means, then } = adviceOn(failure.error, failure.cause);

      expect([failure, await evaluate('AdviceOnError', { failure })]).toEqual([failure, { means, do: then }]);
    }
  });

  it('knows the time limit of every step', async () => {
    expect(await evaluate('TimeLimits')).toMatchObject({
      ValidateUser: 5,
      UpsertUser: 10,
      PublishUserPersisted: 3,
    });
  });
});

/** As it stands in the definition, inside a text of JSON. */
async function evaluate(name: string, bindings: object = {}): Promise<unknown> {
  const text = JSON.parse(`"${expressions[name]}"`) as string;
  return JSON.parse(JSON.stringify(await jsonata(text).evaluate({}, bindings as Record<string, unknown>)));
}
