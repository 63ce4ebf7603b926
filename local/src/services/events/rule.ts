import type { Target } from './target';

/** A rule and its targets. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  /** It matches events, or has a schedule, or both. */
  readonly pattern?: string;
  readonly schedule?: string;
  /** Since when, in epoch milliseconds, the schedule runs. */
  readonly scheduledFrom?: number;
  readonly state: string;
  readonly description?: string;
  readonly roleArn?: string;
  readonly targets: readonly Target[];
}

/** How a call names a rule: `Name`, or `Rule` where it is about targets. */
export interface RuleInput {
  readonly Name?: string;
  readonly Rule?: string;
  readonly EventBusName?: string;
}

/** Key of a rule in the store. */
export function ruleKey(bus: string, name: string): string {
  return `${bus}/${name}`;
}

/** A rule as the API shows it. */
export function presentRule({ name, arn, bus, pattern, schedule, state, description, roleArn }: Rule) {
  return {
    Name: name,
    Arn: arn,
    EventPattern: pattern,
    ScheduleExpression: schedule,
    State: state,
    Description: description,
    RoleArn: roleArn,
    EventBusName: bus,
  };
}
