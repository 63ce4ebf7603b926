import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import type { EventBuses } from './event-buses';
import { compileOrRefuse, invalid, missing, notFound } from './events-error';
import { named, page, type Paging } from './page';
import type { Pattern } from './patterns/compile-pattern';
import { readSchedule } from './schedules/read-schedule';
import { presentRule, ruleKey, type Rule, type RuleInput } from './rule';

export interface PutRuleInput extends RuleInput {
  readonly EventPattern?: string;
  readonly ScheduleExpression?: string;
  readonly State?: string;
  readonly Description?: string;
  readonly RoleArn?: string;
}

/** The rules of every bus and their targets. */
export class Rules {
  private readonly rules: StoredMap<Rule>;
  private readonly patterns = new WeakMap<Rule, Pattern>();
  /** Is told when a rule or its state has changed. */
  changed: () => void = () => {};

  constructor(
    private readonly context: CloudContext,
    private readonly buses: EventBuses,
  ) {
    this.rules = context.store.map('events-rules');
  }

  put(input: PutRuleInput) {
    const { Name = '', EventPattern, ScheduleExpression, State = 'ENABLED', Description, RoleArn } = input;
    if (Name === '') throw invalid(missing('name'));
    const bus = this.buses.get(input.EventBusName).name;
    if (ScheduleExpression && bus !== 'default')
      throw invalid('ScheduleExpression is supported only on the default event bus.');
    if (!EventPattern && !ScheduleExpression)
      throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    if (EventPattern) compileOrRefuse(EventPattern);
    if (ScheduleExpression) readSchedule(ScheduleExpression);
    const existing = this.rules.get(ruleKey(bus, Name));
    const arn = this.arn(bus, Name);
    const rule = { name: Name, arn, bus, pattern: EventPattern, schedule: ScheduleExpression, state: State };
    this.keep({
      ...{ ...rule, description: Description, roleArn: RoleArn, targets: existing?.targets ?? [] },
      scheduledFrom: this.scheduledFrom(rule, existing),
    });
    return { RuleArn: arn };
  }

  delete(input: RuleInput): void {
    const bus = this.buses.get(input.EventBusName).name;
    const rule = this.rules.get(ruleKey(bus, input.Name ?? ''));
    if (rule && rule.targets.length > 0) throw invalid("Rule can't be deleted since it has targets.");
    if (!rule) return;
    this.rules.delete(ruleKey(bus, rule.name));
    this.changed();
  }

  setState(input: RuleInput, state: string): void {
    const rule = this.get(input);
    this.keep({ ...rule, state, scheduledFrom: this.scheduledFrom({ ...rule, state }, rule) });
  }

  describe(input: RuleInput) {
    return { ...presentRule(this.get(input)), CreatedBy: this.context.accountId };
  }

  list(input: Paging & RuleInput & { readonly NamePrefix?: string }) {
    const bus = this.buses.get(input.EventBusName).name;
    const { items, NextToken } = page(
      named(this.of(bus), ({ name }) => name, input.NamePrefix),
      input,
    );
    return { Rules: items.map(presentRule), NextToken };
  }

  get({ Name, Rule = Name ?? '', EventBusName }: RuleInput): Rule {
    const bus = this.buses.get(EventBusName).name;
    const rule = this.rules.get(ruleKey(bus, Rule));
    if (!rule) throw notFound(`Rule ${Rule} does not exist on EventBus ${bus}.`);
    return rule;
  }

  of(bus: string): Rule[] {
    return [...this.rules.values()].filter((rule) => rule.bus === bus);
  }

  /** The rules with a schedule that runs. */
  scheduled(): Rule[] {
    return [...this.rules.values()].filter(({ schedule, state }) => schedule && state !== 'DISABLED');
  }

  /** The rule's pattern, compiled once; undefined for one that has a schedule only. */
  pattern(rule: Rule): Pattern | undefined {
    if (rule.pattern === undefined) return undefined;
    const pattern = this.patterns.get(rule) ?? compileOrRefuse(rule.pattern);
    this.patterns.set(rule, pattern);
    return pattern;
  }

  /** Keeps the rule with what has changed. */
  change(rule: Rule, change: Partial<Rule>): void {
    this.rules.set(ruleKey(rule.bus, rule.name), { ...rule, ...change });
  }

  private keep(rule: Rule): void {
    this.rules.set(ruleKey(rule.bus, rule.name), rule);
    this.changed();
  }

  /** A schedule runs anew when it is another or is enabled again. */
  private scheduledFrom(rule: Pick<Rule, 'schedule' | 'state'>, existing?: Rule): number | undefined {
    const same = existing?.schedule === rule.schedule && existing?.state === rule.state;
    return rule.schedule === undefined
      ? undefined
      : (same && existing?.scheduledFrom) || this.context.clock.now();
  }

  private arn(bus: string, name: string): string {
    const { region, accountId } = this.context;
    return `arn:aws:events:${region}:${accountId}:rule/${bus === 'default' ? '' : `${bus}/`}${name}`;
  }
}
