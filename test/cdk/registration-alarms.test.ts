import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findResource, synthesizeStack } from './synthesize-stack';

const root = join(__dirname, '../..');
const { template } = synthesizeStack();
const alarms = Object.values(template.Resources)
  .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
  .map(({ Properties }) => Properties);
const { template: ofOthers } = synthesizeStack({ context: { userPoolId: 'us-east-1_Ab129faBb' } });
const detached = findResource(ofOthers, 'AWS::CloudWatch::Alarm', 'RegistrationWatchAlarmsTriggerDetached');

describe('RegistrationAlarms', () => {
  it.each([...alarms, detached.Properties].map((alarm) => [String(alarm['AlarmName']), alarm] as const))(
    '%s calls a person and names a section of the runbook',
    (_, alarm) => {
      const anchor = /What to do: docs\/runbook\.md#([a-z]+)\n/.exec(
        JSON.stringify(alarm).replaceAll('\\n', '\n'),
      )?.[1];

      expect(alarm).toMatchObject({
        AlarmActions: [{ Ref: expect.stringMatching(/^OperatorAlertsTopic/) as unknown }],
        TreatMissingData: 'notBreaching',
      });
      expect(runbookSections()).toContain(anchor);
    },
  );

  it('links to the dashboard in the console, and to the runbook where the docs have an address', () => {
    const context = { docsUrl: 'https://docs.example.com/registration' };
    const [alarm] = Object.values(synthesizeStack({ context }).template.Resources).filter(
      ({ Type }) => Type === 'AWS::CloudWatch::Alarm',
    );

    expect(alarm?.Properties['AlarmDescription']).toEqual({
      'Fn::Join': [
        '',
        [
          expect.stringContaining(
            '\nWhat to do: https://docs.example.com/registration/runbook.md#signupsnotpublished\nDashboard: https://',
          ),
          { Ref: 'AWS::Region' },
          '.console.aws.amazon.com/cloudwatch/home?region=',
          { Ref: 'AWS::Region' },
          '#dashboards/dashboard/user-registration',
        ],
      ],
    });
  });

  it('rings within the hour when sign-ups are published and do not reach the queue', () => {
    const alarm = alarmNamed('SignUpsNotQueued');
    const [lost, published, queued] = alarm['Metrics'] as {
      Expression?: string;
      MetricStat?: { Metric: { MetricName: string }; Period: number };
    }[];
    const minutes = (published?.MetricStat?.Period ?? 0) / 60;

    expect(lost?.Expression).toBe('RUNNING_SUM(FILL(published, 0)) - RUNNING_SUM(FILL(queued, 0))');
    expect(published?.MetricStat?.Metric.MetricName).toBe('RegistrationPublished');
    expect(queued?.MetricStat?.Metric.MetricName).toBe('NumberOfMessagesSent');
    expect(Number(alarm['EvaluationPeriods']) * minutes).toBe(60);
    expect(Number(alarm['DatapointsToAlarm']) * minutes).toBeLessThan(60);
  });

  it('rings within the hour when a registration waits, as before a pipe that has stopped', () => {
    expect(Number(alarmNamed('RegistrationsWait')['Threshold'])).toBeLessThan(3600);
  });

  it('rings when the rule gives up, by the metric that EventBridge keeps for a bus of its own', () => {
    expect(alarmNamed('RuleFails')).toMatchObject({
      Namespace: 'AWS/Events',
      MetricName: 'FailedInvocations',
      Dimensions: [
        { Name: 'EventBusName', Value: { Ref: expect.stringMatching(/^RegistrationEventsBus/) as unknown } },
        { Name: 'RuleName', Value: expect.anything() as unknown },
      ],
    });
  });

  it('explains no alarm in the runbook that does not exist', () => {
    const names = [...alarms, detached.Properties].map((alarm) =>
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
    const { DefinitionString } = findResource(
      template,
      'AWS::StepFunctions::StateMachine',
      'RegistrationWorkflow',
    ).Properties;
    const { States } = JSON.parse(DefinitionString as string) as {
      States: Record<string, { Catch?: object[] }>;
    };
    const filter = findResource(template, 'AWS::Logs::MetricFilter', 'RegistrationWorkflowLogsAlertsNotSent');

    expect(alarmNamed('AlertsNotSent')).toMatchObject({ MetricName: 'AlertsNotSent', Threshold: 1 });
    expect(filter.Properties['FilterPattern']).toContain('($.details.input = "*AlertNotSent*")');
    expect(JSON.stringify(States['AlertOperators']?.Catch)).toContain("'AlertNotSent'");
  });

  it.each([
    ['RegistrationWorkflow', ['RegistrationParked', 'RegistrationRejected']],
    ['UserReconciliation', ['UsersDiffer']],
  ])('counts only states that the workflow has (%s)', (workflow, counted) => {
    const machine = findResource(template, 'AWS::StepFunctions::StateMachine', workflow);
    const { States } = JSON.parse(machine.Properties['DefinitionString'] as string) as {
      States: Record<string, { Type: string }>;
    };
    const patterns = Object.entries(template.Resources)
      .filter(([id, { Type }]) => Type === 'AWS::Logs::MetricFilter' && id.startsWith(workflow))
      .map(([, { Properties }]) => String(Properties['FilterPattern']));
    const names = patterns.flatMap((pattern) =>
      [...pattern.matchAll(/details\.name = "(\w+)"/g)].map((match) => match[1]),
    );

    expect(new Set(names)).toEqual(new Set(counted));
    for (const name of names) expect(States[String(name)]).toMatchObject({ Type: 'Succeed' });
  });

  it('counts an e-mail in use by the error that the workflow gives it', () => {
    const machine = findResource(template, 'AWS::StepFunctions::StateMachine', 'RegistrationWorkflow');

    expect(machine.Properties['DefinitionString']).toContain('"EmailInUse"');
  });

  it.each(['TriggerFails', 'ExecutionsFail', 'ReconciliationFails'])(
    'takes no data for none in the sum of %s: where all is throttled, no error is counted',
    (name) => {
      const [sum, ...terms] = alarmNamed(name)['Metrics'] as { Id: string; Expression?: string }[];
      const bare = sum?.Expression?.replace(/FILL\(\w+, 0\)/g, '') ?? '';

      // Without a start there is nothing to divide by, and no data is right.
      expect(terms.map(({ Id }) => Id).filter((id) => bare.includes(id) && id !== 'started')).toEqual([]);
      expect(terms.length).toBeGreaterThan(1);
    },
  );

  it.each(['RegistrationNotPublished', 'RegistrationPublished'])(
    'watches %s, which the trigger counts',
    (metric) => {
      const tasks = readdirSync(join(root, 'tasks')).filter((name) => name.endsWith('.ts'));
      const code = tasks.map((name) => readFileSync(join(root, 'tasks', name), 'utf8')).join('\n');

      expect(JSON.stringify(alarms)).toContain(`"${metric}"`);
      expect(code).toContain(`count('${metric}')`);
    },
  );
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
