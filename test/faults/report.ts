import Table from 'cli-table3';
import { ARRIVALS, TIMES } from './cells';
import type { Verdict } from './judge';

/** One document for machines. */
export function toDocument(verdicts: readonly Verdict[]) {
  return { ok: verdicts.every(({ ok }) => ok), cells: verdicts };
}

/** A row for each error of each step: how it ended once, until healed and for ever, by arrival. */
export function toTable(verdicts: readonly Verdict[]): string {
  const table = new Table({ head: ['step', 'error', ...TIMES], style: { head: [], border: [] } });
  const rows = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const key = `${verdict.step}\n${verdict.error}`;
    rows.set(key, [...(rows.get(key) ?? []), verdict]);
  }
  for (const [key, row] of rows)
    table.push([...key.split('\n'), ...TIMES.map((times) => summary(row, times))]);
  return `${table.toString()}\n${problems(verdicts)}`;
}

/** One word where every arrival ended alike. */
function summary(row: readonly Verdict[], times: Verdict['times']): string {
  const cells = ARRIVALS.map((arrival) =>
    row.find((each) => each.times === times && each.arrival === arrival),
  );
  const texts = cells.map((cell) => (cell ? `${cell.ok ? '✔' : '✘'} ${cell.outcome}` : '–'));
  return new Set(texts).size === 1
    ? (texts[0] ?? '')
    : texts.map((text, index) => `${text} (${ARRIVALS[index]})`).join('\n');
}

function problems(verdicts: readonly Verdict[]): string {
  const bad = verdicts.filter(({ ok }) => !ok);
  const lines = bad.map(
    ({ step, error, times, arrival, problem }) => `✘ ${step}, ${error}, ${times}, ${arrival}: ${problem}`,
  );
  return [...lines, `${verdicts.length - bad.length} of ${verdicts.length} cells are ok.`].join('\n');
}
