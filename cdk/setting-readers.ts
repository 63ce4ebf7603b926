import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { NAME_PATTERN } from './resource-names';
import { MAX_DATABASE_CAPACITY } from './serverless-cluster';

/** A kind of setting. It is read from JSON in cdk.json, from a text of `-c`, or from what an application gives the construct. */
export interface SettingReader<Value> {
  /** What would be right, to follow "Give". */
  readonly wanted: string;
  /** Undefined for what is none. */
  readonly read: (given: unknown) => Value | undefined;
}

export const email: SettingReader<string> = pattern(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'one e-mail address');

export const name: SettingReader<string> = pattern(
  NAME_PATTERN,
  'up to 20 lower-case letters, digits and single hyphens, a letter first, for example staging',
);

export const flag: SettingReader<boolean> = {
  wanted: 'true or false',
  read: (given) => [true, false].find((value) => given === value || given === String(value)),
};

export const retention: SettingReader<RetentionDays> = {
  wanted: 'a number of days that CloudWatch Logs knows, for example 7, 30 or 90',
  read: (given) => {
    const days: RetentionDays = Number(given);
    return days in RetentionDays && days !== RetentionDays.INFINITE ? days : undefined;
  },
};

export const capacity: SettingReader<number> = {
  wanted: `a number from 0 to ${MAX_DATABASE_CAPACITY} in steps of 0.5`,
  read: (given) => {
    const units = Number(given);
    return given !== '' && units >= 0 && units <= MAX_DATABASE_CAPACITY && units % 0.5 === 0
      ? units
      : undefined;
  },
};

export const zones: SettingReader<string[]> = {
  wanted: 'two availability zones, for example us-east-1b,us-east-1c',
  read: (given) => {
    const found = [given].flat().flatMap((zone) => (typeof zone === 'string' ? zone.split(',') : []));
    const areTwo = found.length === 2 && found[0] !== found[1];
    return areTwo && found.every((zone) => /^[a-z-]+\d[a-z]$/.test(zone)) ? found : undefined;
  },
};

export const count: SettingReader<number> = {
  wanted: 'a whole number, 0 or more',
  read: (given) => {
    const number = Number(given);
    return given !== '' && given !== true && Number.isInteger(number) && number >= 0 ? number : undefined;
  },
};

export const tier: SettingReader<FeaturePlan> = oneOf(Object.values(FeaturePlan));

export const userPoolId: SettingReader<string> = pattern(
  /^[\w-]+_[0-9A-Za-z]+$/,
  'the id of a user pool, for example us-east-1_Ab129faBb',
);

export const clientId: SettingReader<string> = pattern(
  /^[\w+]{1,128}$/,
  'the id of a client of the user pool',
);

const httpsUrl = pattern(
  /^https:\/\/[^\s/]+[^\s?#]*$/,
  'the https address of the folder docs, without ? and #',
);

export const url: SettingReader<string> = {
  wanted: httpsUrl.wanted,
  read: (given) => httpsUrl.read(given)?.replace(/\/+$/, ''),
};

/** The ARN of a resource of this service. */
export function arn(service: string, resource: string): SettingReader<string> {
  const form = new RegExp(`^arn:aws[\\w-]*:${service}:[\\w-]+:\\d{12}:${resource}$`);
  return pattern(form, `the whole ARN, arn:aws:${service}:<region>:<account>:…`);
}

/** One of these values. */
export function oneOf<Value extends string>(values: readonly Value[]): SettingReader<Value> {
  return {
    wanted: `one of ${values.join(', ')}`,
    read: (given) => values.find((known) => known === given),
  };
}

/** A text of this form. */
export function pattern(form: RegExp, wanted: string): SettingReader<string> {
  return { wanted, read: (given) => (typeof given === 'string' && form.test(given) ? given : undefined) };
}
