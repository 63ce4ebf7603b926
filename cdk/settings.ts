import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import { repositoryOf } from './deep-links';
import type { ExistingIds } from './existing-ids';
import { USER_POOL_TRIGGERS } from './existing-resources';
import { InvalidSettingError, InvalidSettingsError, UnknownSettingError } from './setting-errors';
import {
  arn,
  capacity,
  clientId,
  count,
  email,
  flag,
  name,
  oneOf,
  pattern,
  retention,
  type SettingReader,
  tier,
  url,
  userPoolId,
  zones,
} from './setting-readers';
import { REMOVAL_POLICIES, type RemovalPolicy as UserRemovalPolicy } from '../tasks/shared/removal-policy';
import { USERS_TABLE_PATTERN } from './user-database';
import manifest from '../package.json';

/** What a deployment may choose; given as CDK context, for example `-c alertEmail=ops@example.com`, or to the construct. */
export interface Settings {
  /**
   * Tells several registrations in one account and region apart: all physical names end in it. Up to 20 lower-case letters,
   * digits and single hyphens. @default none
   */
  readonly name?: string;
  /** Who is mailed when an alarm rings or a registration is parked. @default nobody */
  readonly alertEmail?: string;
  /** A stack for an experiment: everything in it goes with it. @default false */
  readonly throwaway: boolean;
  /** Days for which logs are kept. @default 30 */
  readonly logRetention: RetentionDays;
  /** Capacity units that the database never goes below; 0 lets it pause. @default 0 */
  readonly databaseMinCapacity: number;
  /** Two availability zones for the database. @default the first two of the region */
  readonly databaseZones?: string[];
  /** Who sends Cognito's mails: an address in a domain that SES has verified in this region. @default Cognito, 50 a day */
  readonly emailFrom?: string;
  /** Feature plan of the user pool, and with it the price of an active user. @default LITE, the cheapest */
  readonly userPoolTier: FeaturePlan;
  /** Where `docs/` can be read, for alarms and the dashboard. @default the `repository` in package.json, if it names one */
  readonly docsUrl?: string;
  /** For `cdk import` only: a pool without its trigger, whose function is not imported. @default false */
  readonly importing: boolean;
  /** Lambda executions kept for Cognito's trigger, and its limit; 0 keeps none and sets no limit. @default 0 */
  readonly triggerConcurrency: number;
  /**
   * What becomes of the row of a user who is deleted in Cognito: `anonymise` keeps it without e-mail, name and phone, `relink`
   * gives it to whoever signs up natively with its verified e-mail, `delete` deletes it. @default anonymise
   */
  readonly onUserDeleted: UserRemovalPolicy;
  /**
   * Mend within minutes what CloudTrail says was changed in Cognito; the account needs a trail of management events.
   * @default false
   */
  readonly followCloudTrail: boolean;
  /** In a cluster of others: make the login that may read users and nothing else. Ours has it in any case. @default false */
  readonly usersReader: boolean;
}

/** Everything that the context may say. */
export type ContextSettings = Partial<Settings> & ExistingIds;

/** What is chosen where nothing is said: a deployment for production. */
export const DEFAULT_SETTINGS: Settings = {
  throwaway: false,
  logRetention: RetentionDays.ONE_MONTH,
  databaseMinCapacity: 0,
  userPoolTier: FeaturePlan.LITE,
  docsUrl: repositoryOf(manifest),
  importing: false,
  triggerConcurrency: 0,
  onUserDeleted: 'anonymise',
  followCloudTrail: false,
  usersReader: false,
};

/** What was chosen, and the defaults for the rest. */
export function withDefaults(chosen: Partial<Settings>): Settings {
  const given = Object.entries(chosen).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_SETTINGS, ...(Object.fromEntries(given) as Partial<Settings>) };
}

/** Each setting: its key in the context, and how it is read. */
export const SETTINGS: {
  readonly [Name in keyof ContextSettings]-?: readonly [
    string,
    SettingReader<NonNullable<ContextSettings[Name]>>,
  ];
} = {
  alertEmail: ['alertEmail', email],
  name: ['name', name],
  throwaway: ['throwaway', flag],
  logRetention: ['logRetentionDays', retention],
  databaseMinCapacity: ['databaseMinCapacity', capacity],
  databaseZones: ['databaseZones', zones],
  triggerConcurrency: ['triggerConcurrency', count],
  emailFrom: ['emailFrom', email],
  userPoolTier: ['userPoolTier', tier],
  docsUrl: ['docsUrl', url],
  importing: ['importing', flag],
  onUserDeleted: ['onUserDeleted', oneOf(REMOVAL_POLICIES)],
  followCloudTrail: ['followCloudTrail', flag],
  usersReader: ['usersReader', flag],
  userPoolId: ['userPoolId', userPoolId],
  userPoolClientId: ['userPoolClientId', clientId],
  userPoolTrigger: ['userPoolTrigger', oneOf(USER_POOL_TRIGGERS)],
  acceptDrift: ['acceptDrift', flag],
  databaseClusterArn: ['databaseClusterArn', arn('rds', 'cluster:.+')],
  databaseSecretArn: ['databaseSecretArn', arn('secretsmanager', 'secret:.+-[A-Za-z0-9]{6}')],
  databaseName: ['databaseName', pattern(/^[a-z_][\w$-]{0,62}$/i, 'the name of a database')],
  usersTable: [
    'usersTable',
    pattern(USERS_TABLE_PATTERN, 'table or schema.table, as PostgreSQL stores them'),
  ],
  eventBusName: ['eventBusName', pattern(/^[\w./-]{1,256}$/, 'the name of an event bus')],
  alertTopicArn: ['alertTopicArn', arn('sns', '.+')],
  keyArn: ['keyArn', arn('kms', 'key/.+')],
};

/** Every key of the context that is read. */
export const SETTING_KEYS: readonly string[] = Object.values(SETTINGS).map(([key]) => key);

/**
 * Reads the settings from the context. Throws at synth rather than failing in the deploy: an `InvalidSettingError` or an
 * `UnknownSettingError`, or one error that holds all of them.
 */
export function readSettings(node: Node): ContextSettings {
  const problems: Error[] = unknownKeys(node);
  const given: Record<string, unknown> = {};
  for (const [setting, [key, { read, wanted }]] of Object.entries(SETTINGS)) {
    const found: unknown = node.tryGetContext(key);
    if (found === undefined) continue;
    given[setting] = read(found);
    if (given[setting] === undefined) problems.push(new InvalidSettingError(key, found, wanted));
  }
  const [problem] = problems;
  if (problem) throw problems.length === 1 ? problem : new InvalidSettingsError(problems);
  return given;
}

function unknownKeys(node: Node): Error[] {
  return Object.keys(node.getAllContext() as object)
    .filter((name) => !isOfTheCdk(name) && !SETTING_KEYS.includes(name))
    .map((key) => new UnknownSettingError(key, SETTING_KEYS));
}

/** Its flags and look-ups have a colon or a slash in their names; the two without are what its command line remembers. */
function isOfTheCdk(key: string): boolean {
  return /[:/]/.test(key) || ['acknowledged-issue-numbers', 'cli-telemetry'].includes(key);
}
