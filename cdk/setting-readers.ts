import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import { NAME_PATTERN } from './resource-names';
import { MAX_DATABASE_CAPACITY } from './serverless-cluster';
import { InvalidSettingError } from './setting-errors';

/** Reads one key of the context, as JSON in cdk.json or as text from -c. Throws an `InvalidSettingError`. */
export type Reader<Value> = (node: Node, key: string) => Value;

export const readEmail = pattern(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'one e-mail address');

export const readName = pattern(
  NAME_PATTERN,
  'up to 20 lower-case letters, digits and single hyphens, a letter first, for example staging',
);

export const readFlag: Reader<boolean | undefined> = (node, key) => {
  const given: unknown = node.tryGetContext(key);
  if (given === undefined) return undefined;
  if (given === true || given === 'true') return true;
  if (given === false || given === 'false') return false;
  throw new InvalidSettingError(key, given, 'true or false');
};

export const readRetention: Reader<RetentionDays | undefined> = (node, key) => {
  const given: unknown = node.tryGetContext(key);
  if (given === undefined) return undefined;
  const days: RetentionDays = Number(given);
  if (days in RetentionDays && days !== RetentionDays.INFINITE) return days;
  throw new InvalidSettingError(
    key,
    given,
    'a number of days that CloudWatch Logs knows, for example 7, 30 or 90',
  );
};

export const readCapacity: Reader<number | undefined> = (node, key) => {
  const given: unknown = node.tryGetContext(key);
  if (given === undefined) return undefined;
  const units = Number(given);
  if (given !== '' && units >= 0 && units <= MAX_DATABASE_CAPACITY && units % 0.5 === 0) return units;
  throw new InvalidSettingError(key, given, `a number from 0 to ${MAX_DATABASE_CAPACITY} in steps of 0.5`);
};

export const readZones: Reader<string[] | undefined> = (node, key) => {
  const given: unknown = node.tryGetContext(key);
  if (given === undefined) return undefined;
  const zones = [given].flat().flatMap((zone) => (typeof zone === 'string' ? zone.split(',') : []));
  if (zones.length === 2 && zones[0] !== zones[1] && zones.every((zone) => /^[a-z-]+\d[a-z]$/.test(zone)))
    return zones;
  throw new InvalidSettingError(key, given, 'two availability zones, for example us-east-1b,us-east-1c');
};

export const readCount: Reader<number | undefined> = (node, key) => {
  const given: unknown = node.tryGetContext(key);
  if (given === undefined) return undefined;
  const count = Number(given);
  if (given !== '' && given !== true && Number.isInteger(count) && count >= 0) return count;
  throw new InvalidSettingError(key, given, 'a whole number, 0 or more');
};

export const readTier = oneOf(Object.values(FeaturePlan));

export const readUserPoolId = pattern(
  /^[\w-]+_[0-9A-Za-z]+$/,
  'the id of a user pool, for example us-east-1_Ab129faBb',
);

export const readClientId = pattern(/^[\w+]{1,128}$/, 'the id of a client of the user pool');

/** Reads the ARN of a resource of this service. */
export function readArn(service: string, resource: string): Reader<string | undefined> {
  const form = new RegExp(`^arn:aws[\\w-]*:${service}:[\\w-]+:\\d{12}:${resource}$`);
  return pattern(form, `the whole ARN, arn:aws:${service}:<region>:<account>:…`);
}

/** Reads one of these values. */
export function oneOf<Value extends string>(values: readonly Value[]): Reader<Value | undefined> {
  return (node, key) => {
    const given: unknown = node.tryGetContext(key);
    if (given === undefined) return undefined;
    const value = values.find((known) => known === given);
    if (value !== undefined) return value;
    throw new InvalidSettingError(key, given, `one of ${values.join(', ')}`);
  };
}

export const readUrl: Reader<string | undefined> = (node, key) => {
  const given = pattern(
    /^https:\/\/[^\s/]+[^\s?#]*$/,
    'the https address of the folder docs, without ? and #',
  )(node, key);
  return given?.replace(/\/+$/, '');
};

/** Reads a text of this form. */
export function pattern(form: RegExp, wanted: string): Reader<string | undefined> {
  return (node, key) => {
    const given: unknown = node.tryGetContext(key);
    if (given === undefined) return undefined;
    if (typeof given === 'string' && form.test(given)) return given;
    throw new InvalidSettingError(key, given, wanted);
  };
}
