import { isoSeconds, type Event } from './event';
import { transform } from './input-transformer';
import { valueAt } from './json-path';
import type { Rule } from './rule';
import type { Target } from './target';

/** An event that a target has not taken yet; kept so that a restart goes on with it. */
export interface Pending {
  readonly event: Event;
  readonly rule: Pick<Rule, 'name' | 'arn'>;
  readonly target: Target;
  readonly since: number;
}

/** What the target gets of the event; undefined when its transformer makes no JSON of it. */
export function payloadOf({ target, event, rule, since }: Pending): string | undefined {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(valueAt(event, target.InputPath) ?? {});
  if (target.InputTransformer)
    return transform(target.InputTransformer, event, { ...rule, ingestedAt: isoSeconds(since) });
  return JSON.stringify(event);
}
