import { findResource, synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();
const of = (type: string, idPrefix: string, property: string) =>
  Number(findResource(template, type, idPrefix).Properties[property]);
const daysOf = (queues: { Properties: Record<string, unknown> }[]) => [
  ...new Set(queues.map(({ Properties }) => Number(Properties['MessageRetentionPeriod']) / 86_400)),
];

describe('PersonalDataRetention', () => {
  const queues = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::SQS::Queue');
  const isDeadLetterQueue = ({ Properties }: (typeof queues)[number]) =>
    Properties['RedrivePolicy'] === undefined;

  it('says of each place what the resource there says', () => {
    expect(JSON.parse(String(template.Outputs['PersonalDataRetention']?.Value))).toEqual({
      'log of executions': of('AWS::Logs::LogGroup', 'RegistrationWorkflowLogs', 'RetentionInDays'),
      'log of the pipe': of('AWS::Logs::LogGroup', 'RegistrationPipeLogs', 'RetentionInDays'),
      'histories of comparisons': 90,
      'archive of the bus': of('AWS::Events::Archive', '', 'RetentionDays'),
      'registration queue': daysOf(queues.filter((queue) => !isDeadLetterQueue(queue)))[0],
      'dead-letter queues': daysOf(queues.filter(isDeadLetterQueue))[0],
      'copies of failure records': 35,
      'backups of the database': of('AWS::RDS::DBCluster', '', 'BackupRetentionPeriod'),
    });
    expect(daysOf(queues.filter(isDeadLetterQueue))).toHaveLength(1);
  });
});
