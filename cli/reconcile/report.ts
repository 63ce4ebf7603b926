import { toTable } from '../terminal/table';
import type { Layout } from '../terminal/terminal';

/** What a run has found and done, as `end_reconciliation` of the database says it. */
export interface Report {
  readonly in_sync: number;
  readonly missing: number;
  readonly changed: number;
  readonly orphan: number;
  readonly conflict: number;
  readonly not_registrable: number;
  /** Rows of which this pool knows nobody. */
  readonly unlinked: number;
  readonly registered: number;
  readonly removed: number;
  readonly failed: number;
  /** What is left of the differences. */
  readonly drift: number;
}

const MEANS = {
  in_sync: 'the row says what Cognito says',
  missing: 'in Cognito, but no row',
  changed: 'the row says something older',
  orphan: 'a row, but gone from Cognito',
  conflict: "differs, and no run can mend it: another's address, for example",
  not_registrable: 'not confirmed, or no address that a row could have',
  unlinked: 'rows that no user of this pool ever had',
} as const;

/** How many users stand in which relation to the table, and what that means. */
export function relationsIn(report: Report): { relation: string; count: number; means: string }[] {
  return Object.entries(MEANS).map(([relation, means]) => ({
    relation: relation.replace('_', ' '),
    count: report[relation as keyof typeof MEANS],
    means,
  }));
}

/** The report for people: how many of which kind, and what was mended. */
export function printReport(report: Report, layout: Layout): string[] {
  const rows = relationsIn(report).map(({ relation, count, means }) => [relation, String(count), means]);
  const { registered, removed, failed, drift } = report;
  return [
    ...toTable(layout, ['RELATION', 'USERS', 'MEANS'], rows),
    '',
    `mended: ${registered} registered, ${removed} removed; ${failed} failed; left: ${drift}`,
  ];
}
