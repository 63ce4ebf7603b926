import type { FailureDocument } from '../feed/documents';

/** How a registration that failed stands: its row, its event, and what a replay would meet. */
export function Prospects({ record, deployed }: { record: FailureDocument['record']; deployed?: string }) {
  const rollBack = record.roll_back as { rolled_back: boolean | null; reason: string } | undefined;
  const row = !rollBack
    ? 'as the last delivery left it'
    : rollBack.rolled_back === null
      ? `may be there: the roll-back failed (${rollBack.reason})`
      : rollBack.rolled_back
        ? `rolled back (${rollBack.reason})`
        : `left as it was (${rollBack.reason.replaceAll('_', ' ')})`;
  const facts: readonly (readonly [string, string])[] = [
    ['The row', row],
    [
      'The event',
      record.possible_publications ? 'user.persisted may be out already' : 'user.persisted is not out',
    ],
    ['A replay', `starts at ${String(record.resume_at)}`],
    [
      'Definition',
      deployed === record.definition_revision ? 'as it was' : `changed since: ${deployed} runs now`,
    ],
  ];
  return (
    <dl class="facts-list">
      {facts.map(([title, text]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
