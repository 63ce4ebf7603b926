import type { AdoptionFinding } from '../../db/adoption-finding';

/** What adopting one existing resource means: the database, the user pool. `adopt --check` prints all of them, one after the other. */
export interface AdoptionPart {
  /** The member of the document that `--json` prints. */
  readonly name: string;
  readonly findings: readonly AdoptionFinding[];
  /** The heading and what there is and would be, a line each; findings are printed under it. */
  readonly lines: readonly string[];
  /** The same for machines. */
  readonly document: unknown;
}

/** One finding as a person reads it. */
export function findingLine({ blocks, where, what, fix }: AdoptionFinding): string {
  return `  ${blocks ? '✘' : '·'} ${where} ${what} ${fix}`;
}
