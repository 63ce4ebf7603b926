import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import { repositoryOf } from './deep-links';
import { removalPolicy, type RemovalPolicy as UserRemovalPolicy } from '../tasks/shared/user-removed';
import manifest from '../package.json';

/** What a deployment may choose; given as CDK context, for example `-c alertEmail=ops@example.com`. */
export interface Settings {
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
}

/** A setting that nobody could deploy: says where it stands, what was given, and what would be right. */
export class InvalidSettingError extends Error {
  override readonly name = 'InvalidSettingError';

  constructor(key: string, given: unknown, wanted: string) {
    super(
      `Context "${key}" (cdk.json or -c ${key}=…) is ${JSON.stringify(given)}. Give ${wanted}, or leave it out.`,
    );
  }
}

/** A key that nobody reads, most likely misspelt: without this it would be ignored in silence. */
export class UnknownSettingError extends Error {
  override readonly name = 'UnknownSettingError';

  constructor(key: string) {
    super(
      `Context "${key}" (cdk.json, ~/.cdk.json or -c ${key}=…) is read by nobody. Leave it out, or give one of ${SETTINGS.join(', ')}.`,
    );
  }
}

const SETTINGS: readonly string[] = [
  'alertEmail',
  'throwaway',
  'logRetentionDays',
  'databaseMinCapacity',
  'databaseZones',
  'triggerConcurrency',
  'emailFrom',
  'userPoolTier',
  'docsUrl',
  'importing',
  'onUserDeleted',
];

/** Reads the settings from the context; throws an error of these two at synth rather than failing in the deploy. */
export function readSettings(node: Node): Settings {
  refuseUnknownKeys(node);
  return {
    alertEmail: readEmail(node, 'alertEmail'),
    throwaway: readFlag(node, 'throwaway'),
    logRetention: readRetention(node, 'logRetentionDays'),
    databaseMinCapacity: readCapacity(node, 'databaseMinCapacity'),
    databaseZones: readZones(node, 'databaseZones'),
    triggerConcurrency: readCount(node, 'triggerConcurrency'),
    emailFrom: readEmail(node, 'emailFrom'),
    userPoolTier: readTier(node, 'userPoolTier'),
    importing: readFlag(node, 'importing'),
    onUserDeleted: readPolicy(node, 'onUserDeleted'),
    docsUrl: readUrl(node, 'docsUrl') ?? repositoryOf(manifest),
  };
}

function refuseUnknownKeys(node: Node): void {
  const given = Object.keys(node.getAllContext() as object);
  for (const key of given.filter((name) => !isOfTheCdk(name) && !SETTINGS.includes(name)))
    throw new UnknownSettingError(key);
}

/** Its flags and look-ups have a colon or a slash in their names; the two without are what its command line remembers. */
function isOfTheCdk(key: string): boolean {
  return /[:/]/.test(key) || ['acknowledged-issue-numbers', 'cli-telemetry'].includes(key);
}

function readEmail(node: Node, key: string): string | undefined {
  const given: unknown = node.tryGetContext(key);
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(given)) return given;
  throw new InvalidSettingError(key, given, 'one e-mail address');
}

function readFlag(node: Node, key: string): boolean {
  const given: unknown = node.tryGetContext(key) ?? false;
  if (given === true || given === 'true') return true;
  if (given === false || given === 'false') return false;
  throw new InvalidSettingError(key, given, 'true or false');
}

function readRetention(node: Node, key: string): RetentionDays {
  const given: unknown = node.tryGetContext(key) ?? RetentionDays.ONE_MONTH;
  const days: RetentionDays = Number(given);
  if (days in RetentionDays && days !== RetentionDays.INFINITE) return days;
  throw new InvalidSettingError(
    key,
    given,
    'a number of days that CloudWatch Logs knows, for example 7, 30 or 90',
  );
}

function readCapacity(node: Node, key: string): number {
  const given: unknown = node.tryGetContext(key) ?? 0;
  const units = Number(given);
  if (given !== '' && units >= 0 && units <= MAX_DATABASE_CAPACITY && units % 0.5 === 0) return units;
  throw new InvalidSettingError(key, given, `a number from 0 to ${MAX_DATABASE_CAPACITY} in steps of 0.5`);
}

function readZones(node: Node, key: string): string[] | undefined {
  const given: unknown = node.tryGetContext(key);
  if (given === undefined) return undefined;
  const zones = [given].flat().flatMap((zone) => (typeof zone === 'string' ? zone.split(',') : []));
  if (zones.length === 2 && zones[0] !== zones[1] && zones.every((zone) => /^[a-z-]+\d[a-z]$/.test(zone)))
    return zones;
  throw new InvalidSettingError(key, given, 'two availability zones, for example us-east-1b,us-east-1c');
}

function readCount(node: Node, key: string): number {
  const given: unknown = node.tryGetContext(key) ?? 0;
  const count = Number(given);
  if (given !== '' && given !== true && Number.isInteger(count) && count >= 0) return count;
  throw new InvalidSettingError(key, given, 'a whole number, 0 or more');
}

function readTier(node: Node, key: string): FeaturePlan {
  const given: unknown = node.tryGetContext(key) ?? FeaturePlan.LITE;
  const tier = Object.values(FeaturePlan).find((plan) => plan === given);
  if (tier) return tier;
  throw new InvalidSettingError(key, given, `one of ${Object.values(FeaturePlan).join(', ')}`);
}

function readPolicy(node: Node, key: string): UserRemovalPolicy {
  const given: unknown = node.tryGetContext(key) ?? 'anonymise';
  const { success, data } = removalPolicy.safeParse(given);
  if (success) return data;
  throw new InvalidSettingError(key, given, `one of ${removalPolicy.options.join(', ')}`);
}

function readUrl(node: Node, key: string): string | undefined {
  const given: unknown = node.tryGetContext(key);
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^https:\/\/[^\s/]+[^\s?#]*$/.test(given))
    return given.replace(/\/+$/, '');
  throw new InvalidSettingError(key, given, 'the https address of the folder docs, without ? and #');
}

/** One capacity unit is about 2 GiB. A bound on cost; raise it when the cluster's ServerlessDatabaseCapacity stays at it. */
export const MAX_DATABASE_CAPACITY = 4;
