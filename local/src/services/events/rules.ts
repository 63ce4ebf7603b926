import { unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import type { EventBuses } from './event-buses';
import { compileOrRefuse, invalid, missing, notFound } from './events-error';
import { named, page, type Paging } from './page';
import type { Pattern } from './patterns/compile-pattern';
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

  constructor(
    private readonly context: CloudContext,
    private readonly buses: EventBuses,
  ) {
    this.rules = context.store.map('events-rules');
  }

  put(input: PutRuleInput) {
    const { Name = '', EventPattern, State = 'ENABLED', Description, RoleArn } = input;
    if (Name === '') throw invalid(missing('name'));
    if (input.ScheduleExpression && this.buses.get(input.EventBusName).name !== 'default')
      throw invalid('ScheduleExpression is supported only on the default event bus.');
    if (input.ScheduleExpression) throw unsupported('scheduled rules (ScheduleExpression)');
    if (!EventPattern) throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    compileOrRefuse(EventPattern);
    const bus = this.buses.get(input.EventBusName).name;
    const targets = this.rules.get(ruleKey(bus, Name))?.targets ?? [];
    const arn = this.arn(bus, Name);
    const rule = { name: Name, arn, bus, pattern: EventPattern, state: State, targets };
    this.rules.set(ruleKey(bus, Name), { ...rule, description: Description, roleArn: RoleArn });
    return { RuleArn: arn };
  }

  delete(input: RuleInput): void {
    const bus = this.buses.get(input.EventBusName).name;
    const rule = this.rules.get(ruleKey(bus, input.Name ?? ''));
    if (rule && rule.targets.length > 0) throw invalid("Rule can't be deleted since it has targets.");
    if (rule) this.rules.delete(ruleKey(bus, rule.name));
  }

  setState(input: RuleInput, state: string): void {
    this.change(this.get(input), { state });
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

  /** The rule's pattern, compiled once. */
  pattern(rule: Rule): Pattern {
    const pattern = this.patterns.get(rule) ?? compileOrRefuse(rule.pattern);
    this.patterns.set(rule, pattern);
    return pattern;
  }

  /** Keeps the rule with what has changed. */
  change(rule: Rule, change: Partial<Rule>): void {
    this.rules.set(ruleKey(rule.bus, rule.name), { ...rule, ...change });
  }

  private arn(bus: string, name: string): string {
    const { region, accountId } = this.context;
    return `arn:aws:events:${region}:${accountId}:rule/${bus === 'default' ? '' : `${bus}/`}${name}`;
  }
}
