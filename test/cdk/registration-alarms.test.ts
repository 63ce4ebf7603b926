import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findResource, synthesizeStack } from './synthesize-stack';

const root = join(__dirname, '../..');
const { template } = synthesizeStack();
const alarms = Object.values(template.Resources)
  .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
  .map(({ Properties }) => Properties);

describe('RegistrationAlarms', () => {
  it.each(alarms.map((alarm) => [String(alarm['AlarmName']), alarm] as const))(
    '%s calls a person and names a section of the runbook',
    (_, alarm) => {
      const anchor = /docs\/runbook\.md#([a-z]+)$/.exec(String(alarm['AlarmDescription']))?.[1];

      expect(alarm).toMatchObject({
        AlarmActions: [{ Ref: expect.stringMatching(/^OperatorAlertsTopic/) as unknown }],
        TreatMissingData: 'notBreaching',
      });
      expect(runbookSections()).toContain(anchor);
    },
  );

  it('explains no alarm in the runbook that does not exist', () => {
    const names = alarms.map((alarm) =>
      String(alarm['AlarmName']).replace('user-registration: ', '').toLowerCase(),
    );

    expect(runbookSections().sort()).toEqual(names.sort());
  });

  it('may ring: the topic lets the alarms in, and so does the key that encrypts it', () => {
    const policies = ['AWS::SNS::TopicPolicy', 'AWS::KMS::Key'].map((type) =>
      JSON.stringify(findResource(template, type).Properties),
    );

    for (const policy of policies)
      expect(policy).toContain('"Principal":{"Service":"cloudwatch.amazonaws.com"}');
  });

  it('lets one failed delivery heal before it calls anybody about a registration that waits', () => {
    const { VisibilityTimeout } = findResource(template, 'AWS::SQS::Queue', 'RegistrationQueue2').Properties;

    expect(alarmNamed('RegistrationsWait')['Threshold']).toBe(Number(VisibilityTimeout) + 300);
  });

  it('rings for one alert that was given up, not for an attempt that healed', () => {
    const { DefinitionString } = findResource(template, 'AWS::StepFunctions::StateMachine').Properties;
    const { States } = JSON.parse(DefinitionString as string) as {
      States: Record<string, { Catch?: object[] }>;
    };
    const filter = findResource(template, 'AWS::Logs::MetricFilter', 'RegistrationWorkflowLogsAlertsNotSent');

    expect(alarmNamed('AlertsNotSent')).toMatchObject({ MetricName: 'AlertsNotSent', Threshold: 1 });
    expect(filter.Properties['FilterPattern']).toContain(
      '"RegistrationParked") && ($.details.input = "*AlertNotSent*")',
    );
    expect(JSON.stringify(States['AlertOperators']?.Catch)).toContain("'AlertNotSent'");
  });

  it('counts only states that the workflow has', () => {
    const { DefinitionString } = findResource(template, 'AWS::StepFunctions::StateMachine').Properties;
    const { States } = JSON.parse(DefinitionString as string) as { States: Record<string, { Type: string }> };
    const patterns = Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::Logs::MetricFilter')
      .map(({ Properties }) => String(Properties['FilterPattern']));
    const names = patterns.flatMap((pattern) =>
      [...pattern.matchAll(/details\.name = "(\w+)"/g)].map((match) => match[1]),
    );

    expect(new Set(names)).toEqual(new Set(['RegistrationParked', 'RegistrationRejected']));
    for (const name of names) expect(States[String(name)]).toMatchObject({ Type: 'Succeed' });
    expect(DefinitionString).toContain('"EmailInUse"');
  });

  it.each(['TriggerFails', 'ExecutionsFail'])(
    'takes no data for none in the sum of %s: where all is throttled, no error is counted',
    (name) => {
      const [sum, ...terms] = alarmNamed(name)['Metrics'] as { Id: string; Expression?: string }[];
      const bare = sum?.Expression?.replace(/FILL\(\w+, 0\)/g, '') ?? '';

      // Without a start there is nothing to divide by, and no data is right.
      expect(terms.map(({ Id }) => Id).filter((id) => bare.includes(id) && id !== 'started')).toEqual([]);
      expect(terms.length).toBeGreaterThan(1);
    },
  );

  it('watches a metric that the trigger counts', () => {
    const { MetricName } = alarmNamed('SignUpsNotPublished');
    const tasks = readdirSync(join(root, 'tasks')).filter((name) => name.endsWith('.ts'));
    const code = tasks.map((name) => readFileSync(join(root, 'tasks', name), 'utf8')).join('\n');

    expect(code).toContain(`'${String(MetricName)}'`);
  });
});

function alarmNamed(name: string) {
  const alarm = alarms.find((candidate) => candidate['AlarmName'] === `user-registration: ${name}`);
  if (alarm) return alarm;
  throw new Error(`There is no alarm ${name}`);
}

/** The headings of the runbook that are one word: each is the name of an alarm. */
function runbookSections(): string[] {
  const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
  return [...runbook.matchAll(/^## (\w+)$/gm)].map((match) => String(match[1]).toLowerCase());
}
