import { limitExceeded } from './events-error';
import { page, type Paging } from './page';
import type { RuleInput } from './rule';
import type { Rules } from './rules';
import { checkTarget, type Target } from './target';

/** The targets of rules. */
export class RuleTargets {
  constructor(private readonly rules: Rules) {}

  /** A rule has five targets at most. (EventBridge user guide, "Amazon EventBridge quotas") */
  put(input: RuleInput & { readonly Targets?: readonly Target[] }) {
    const rule = this.rules.get(input);
    const { Targets: given = [] } = input;
    given.forEach(checkTarget);
    const targets = new Map([...rule.targets, ...given].map((target) => [target.Id, target]));
    if (targets.size > 5) throw limitExceeded();
    this.rules.change(rule, { targets: [...targets.values()] });
    return { FailedEntryCount: 0, FailedEntries: [] };
  }

  remove(input: RuleInput & { readonly Ids?: readonly string[] }) {
    const rule = this.rules.get(input);
    this.rules.change(rule, { targets: rule.targets.filter(({ Id }) => !input.Ids?.includes(Id)) });
    return { FailedEntryCount: 0, FailedEntries: [] };
  }

  list(input: Paging & RuleInput) {
    const { items, NextToken } = page([...this.rules.get(input).targets], input);
    return { Targets: items, NextToken };
  }
}
