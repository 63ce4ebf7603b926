import { App, Stack } from 'aws-cdk-lib';
import { context as featureFlags } from '../../cdk.json';
import { UserRegistration, type UserRegistrationProps } from '../../cdk/user-registration';
import { synthesizeStack, type Template } from './synthesize-stack';

const { template } = synthesizeStack();

describe('UserRegistration', () => {
  it('keeps the logical ids of what holds data: another id would be another, empty resource', () => {
    const holds = Object.entries(template.Resources).filter(([, { Type }]) => HOLDS_DATA.includes(Type));

    expect(holds.map(([id]) => id).sort()).toEqual([
      'FailureRecordsTable8BA82D4F',
      'IdempotencyTableE9369C9C',
      'PersonalDataKeyAF90130A',
      'RegistrationEventsBus4E473A63',
      'RegistrationEventsBusArchive4D966C0B',
      'RegistrationEventsDeadLetterQueue00AEB3AA',
      'RegistrationQueue2AFDB7D5',
      'RegistrationQueueDeadLetterQueue2A635386',
      'UserDatabaseCluster69281D4E',
      'UserDatabaseReaderSecret134E2A29',
      'UserDatabaseRegistrationSecretF738A48B',
      'UserDirectoryUserPoolD2758A4E',
    ]);
  });

  it('stands in a stack of an application, with the same outputs under the same names', () => {
    const ofApplication = templateOf({});

    expect(Object.keys(ofApplication.Outputs)).toEqual(Object.keys(template.Outputs));
    expect(Object.keys(ofApplication.Resources)).toHaveLength(Object.keys(template.Resources).length);
  });

  it('shares no physical name with a registration of another name in the same account and region', () => {
    const names = physicalNames(template);
    const others = physicalNames(templateOf({ name: 'staging' }));

    expect(names.length).toBeGreaterThan(30);
    expect(others).toHaveLength(names.length);
    expect(others.filter((name) => names.includes(name))).toEqual([]);
  });

  it('counts apart from a registration of another name', () => {
    const text = JSON.stringify(templateOf({ name: 'staging' }));

    expect(text).toContain('"UserRegistration-staging"');
    expect(text).not.toMatch(/"(Metric)?Namespace":"UserRegistration"/i);
  });
});

const HOLDS_DATA = [
  'AWS::Cognito::UserPool',
  'AWS::DynamoDB::Table',
  'AWS::Events::Archive',
  'AWS::Events::EventBus',
  'AWS::KMS::Key',
  'AWS::RDS::DBCluster',
  'AWS::SecretsManager::Secret',
  'AWS::SQS::Queue',
];

/** Of a service that refuses a second resource of the same name. */
const NAMES = [
  ...['AlarmName', 'ArchiveName', 'DashboardName', 'DBClusterIdentifier', 'FunctionName', 'LogGroupName'],
  ...['Name', 'QueryDefinitionName', 'RegistryName', 'StateMachineName'],
];

function physicalNames({ Resources }: Template): string[] {
  return Object.values(Resources)
    .flatMap(({ Type, Properties = {} }) => NAMES.map((name) => [Type, name, Properties[name]]))
    .filter(([, , value]) => typeof value === 'string')
    .map((parts) => parts.join(' '));
}

/** The construct in a stack of an application's own. */
function templateOf(props: UserRegistrationProps): Template {
  process.env.CDK_VALIDATION = 'false';
  const context = { ...featureFlags, 'aws:cdk:bundling-stacks': [] };
  const app = new App({ analyticsReporting: false, context });
  const stack = new Stack(app, 'Identity');
  new UserRegistration(stack, 'UserRegistration', props);
  return app.synth().getStackByName('Identity').template as Template;
}
