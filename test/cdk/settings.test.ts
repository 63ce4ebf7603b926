import { App } from 'aws-cdk-lib';
import { context as featureFlags } from '../../cdk.json';
import { InvalidSettingError, InvalidSettingsError, UnknownSettingError } from '../../cdk/setting-errors';
import { DEFAULT_SETTINGS, readSettings } from '../../cdk/settings';

describe('readSettings', () => {
  it('needs nothing: the defaults are those of production', () => {
    expect(read({})).toEqual({
      name: undefined,
      alertEmail: undefined,
      throwaway: false,
      logRetention: 30,
      databaseMinCapacity: 0,
      databaseZones: undefined,
      triggerConcurrency: 0,
      emailFrom: undefined,
      userPoolTier: 'LITE',
      docsUrl: undefined,
      importing: false,
      onUserDeleted: 'anonymise',
      followCloudTrail: false,
      usersReader: false,
    });
  });

  it('reads what stands in cdk.json and, as text, what is given with -c', () => {
    const expected = {
      alertEmail: 'ops@example.com',
      throwaway: true,
      logRetention: 90,
      databaseMinCapacity: 0.5,
      databaseZones: ['us-east-1b', 'us-east-1c'],
      triggerConcurrency: 200,
      emailFrom: 'no-reply@example.com',
      userPoolTier: 'ESSENTIALS',
      docsUrl: 'https://docs.example.com/registration',
      importing: false,
      onUserDeleted: 'relink',
      followCloudTrail: true,
      usersReader: true,
    };
    const asText = {
      emailFrom: 'no-reply@example.com',
      userPoolTier: 'ESSENTIALS',
      docsUrl: 'https://docs.example.com/registration/',
    };

    expect(
      read({
        alertEmail: 'ops@example.com',
        throwaway: true,
        logRetentionDays: 90,
        databaseMinCapacity: 0.5,
        databaseZones: ['us-east-1b', 'us-east-1c'],
        triggerConcurrency: 200,
        onUserDeleted: 'relink',
        followCloudTrail: true,
        usersReader: true,
        ...asText,
      }),
    ).toEqual(expected);
    expect(
      read({
        alertEmail: 'ops@example.com',
        throwaway: 'true',
        logRetentionDays: '90',
        databaseMinCapacity: '0.5',
        databaseZones: 'us-east-1b,us-east-1c',
        triggerConcurrency: '200',
        onUserDeleted: 'relink',
        followCloudTrail: true,
        usersReader: true,
        ...asText,
      }),
    ).toEqual(expected);
  });

  it.each([
    ['alertEmail', 'ops'],
    ['alertEmail', 'a@b.c, d@e.f'],
    ['alertEmail', 7],
    ['throwaway', 'yes'],
    ['logRetentionDays', '31'],
    ['logRetentionDays', 9999], // "never expire": the log shows personal data
    ['logRetentionDays', 'ONE_MONTH'],
    ['databaseMinCapacity', '0.3'],
    ['databaseMinCapacity', -1],
    ['databaseMinCapacity', 64],
    ['databaseMinCapacity', ''],
    ['databaseZones', 'us-east-1b'],
    ['databaseZones', 'us-east-1b,us-east-1b'],
    ['databaseZones', 'b,c'],
    ['triggerConcurrency', '1.5'],
    ['triggerConcurrency', -1],
    ['triggerConcurrency', ''],
    ['triggerConcurrency', true],
    ['emailFrom', 'no-reply'],
    ['userPoolTier', 'lite'],
    ['userPoolTier', 'FREE'],
    ['onUserDeleted', 'anonymize'],
    ['onUserDeleted', true],
    ['name', 'Staging'],
    ['name', 'a--b'],
    ['name', 'a-name-that-is-too-long-for-a-function'],
    ['docsUrl', 'docs'],
    ['docsUrl', 'http://docs.example.com'],
    ['docsUrl', 'https://docs.example.com/#top'],
  ])('refuses %s=%j, and says where it stands, what was given and what would be right', (key, given) => {
    expect(() => read({ [key]: given })).toThrow(InvalidSettingError);
    expect(() => read({ [key]: given })).toThrow(
      new RegExp(
        `"${key}" \\(cdk.json or -c ${key}=…\\) is ${JSON.stringify(given)}. Give .+, or leave it out.`,
      ),
    );
  });

  it.each(['alertemail', 'alert-email', 'throwAway'])(
    'refuses %s, which nobody reads, and says which names are read',
    (key) => {
      expect(() => read({ [key]: 'x' })).toThrow(UnknownSettingError);
      expect(() => read({ [key]: 'x' })).toThrow(
        `Context "${key}" (cdk.json, ~/.cdk.json or -c ${key}=…) is read by nobody. Leave it out, or give one of alertEmail, `,
      );
    },
  );

  it('tells everything that is wrong at once', () => {
    const wrong = { alertEmail: 'ops', name: 'Staging', throwAway: true };

    expect(() => read(wrong)).toThrow(InvalidSettingsError);
    for (const key of Object.keys(wrong)) expect(() => read(wrong)).toThrow(`Context "${key}"`);
  });

  it("lets pass what is the CDK's own: its flags, look-ups, and what its command line remembers", () => {
    const own = {
      ...featureFlags,
      'aws:cdk:enable-path-metadata': true,
      'availability-zones:account=111111111111:region=us-east-1': ['us-east-1a'],
      'acknowledged-issue-numbers': [19836],
      'cli-telemetry': false,
    };

    expect(read(own)).toEqual(read({}));
  });
});

function read(context: Record<string, unknown>) {
  return { ...DEFAULT_SETTINGS, ...readSettings(new App({ context }).node) };
}
