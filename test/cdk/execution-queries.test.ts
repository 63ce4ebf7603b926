import { delivery, run } from '../statemachine/registration-run';
import { payload, row, validated, type Answers } from '../statemachine/step-answers';
import { synthesizeStack } from './synthesize-stack';

const queries = Object.values(synthesizeStack().template.Resources)
  .filter(({ Type }) => Type === 'AWS::Logs::QueryDefinition')
  .map(({ Properties }) => Properties as { Name: string; QueryString: string });

interface Entry {
  readonly type: string;
  readonly details: { readonly name?: string; readonly input?: string; readonly output?: string };
}

describe('the saved query FailedSteps', () => {
  const query = queries.find(({ Name }) => Name.endsWith('/FailedSteps'))?.QueryString ?? '';
  const [step, error] = [...query.matchAll(/parse details\.input \/(.+)\//g)].map(
    ([, text]) => new RegExp(text ?? ''),
  );
  const [, type, name] = /filter type = "(\w+)" and details\.name = "(\w+)"/.exec(query) ?? [];
  const known = {
    ValidateUser: [payload(validated(2))],
    ResolveFailure: ['DynamoDB.ConditionalCheckFailedException'],
  };

  it.each<[string, Answers, string[]]>([
    ['that goes well, with no record to close', known, []],
    ['whose step healed', { UpsertUser: ['RdsData.SdkClientException', row('created')] }, []],
    [
      'that failed',
      { UpsertUser: ['RdsData.AccessDeniedException'] },
      ['UpsertUser RdsData.AccessDeniedException'],
    ],
  ])('counts of a delivery %s its step and error', async (_what, plan, expected) => {
    const { log } = await run(delivery(2), plan);
    const entries = log.map((text) => JSON.parse(text) as Entry);
    const found = entries.filter((entry) => entry.type === type && entry.details.name === name);

    expect(
      found.map(({ details: { input = '' } }) => `${step?.exec(input)?.[1]} ${error?.exec(input)?.[1]}`),
    ).toEqual(expected);
  });

  it('groups by both', () => {
    expect(query).toContain('stats count(*) as failures by step, error');
  });
});

describe('the saved query NotRegistered', () => {
  const query = queries.find(({ Name }) => Name.endsWith('/NotRegistered'))?.QueryString ?? '';
  const members = [...query.matchAll(/parse details\.output \/(.+)\//g)].map(
    ([, text]) => new RegExp(text ?? ''),
  );

  it.each<[string, number, Answers, (string | undefined)[]]>([
    ['registers', 1, {}, []],
    ['is tried again', 1, { UpsertUser: ['RdsData.AccessDeniedException'] }, []],
    [
      'is parked',
      4,
      { ValidateUser: [payload(validated(4))], UpsertUser: ['RdsData.AccessDeniedException'] },
      ['parked', 'UpsertUser', 'RdsData.AccessDeniedException'],
    ],
  ])(
    'shows of a registration that %s how it ended, where and why',
    async (_what, attempt, plan, expected) => {
      const { log } = await run(delivery(attempt), plan);
      const ends = log
        .map((text) => JSON.parse(text) as Entry)
        .filter(({ type }) => type === 'ExecutionSucceeded')
        .map(({ details: { output = '' } }) => members.map((member) => member.exec(output)?.[1]));
      const found = ends.filter(([outcome = '']) => ['parked', 'rejected'].includes(outcome));

      expect(query).toContain('filter type = "ExecutionSucceeded" and outcome in ["parked", "rejected"]');
      expect(found.map((each) => each.slice(0, 3))).toEqual(expected.length ? [expected] : []);
    },
  );
});
