import type { LocalCloud } from 'local-cloud';
import type { Rule } from '../judge';

/** One thing in which a broken copy of the product differs from the product, and the rule by which a soak must notice. */
export interface Breakage {
  readonly what: string;
  readonly rule: Rule;
  /** Breaks the product that runs there; the answer mends it. */
  apply(cloud: LocalCloud): Promise<() => Promise<void>>;
}
