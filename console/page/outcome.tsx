/** How executions and records stand: a glyph and a word, never colour alone. */
const LOOKS: Readonly<Record<string, readonly [glyph: string, tone: string, help: string]>> = {
  running: ['◌', 'info', 'It runs now.'],
  registered: ['✓', 'good', 'The row is written and the event is out.'],
  duplicate: ['=', 'good', 'Another or a newer event stands for this user.'],
  succeeded: ['✓', 'good', 'It ended well.'],
  rejected: ['✕', 'bad', 'The data was refused; an operator can change it and replay.'],
  parked: ['‖', 'bad', 'Every delivery failed; mend the cause, then replay.'],
  failed: ['↺', 'warn', 'It failed, and the queue delivers it again.'],
  'timed out': ['↺', 'warn', 'It took too long, and the queue delivers it again.'],
  retrying: ['↺', 'warn', 'The queue delivers it again by itself.'],
  open: ['!', 'bad', 'Somebody has to mend or discard it.'],
  replaying: ['◌', 'info', 'A replay of it runs.'],
  resolved: ['✓', 'good', 'It was registered after all.'],
  discarded: ['–', 'muted', 'Somebody gave it up.'],
  'under way': ['◌', 'info', 'It is being delivered, or will be tried again.'],
  delivered: ['✓', 'good', 'The target has it.'],
  undelivered: ['✕', 'bad', 'It is in the dead-letter queue of the rule, where there is one.'],
  'in sync': ['✓', 'good', 'The row says what Cognito says.'],
  ended: ['✓', 'good', 'It has compared everybody.'],
  stopped: ['‖', 'warn', 'Nothing is at work on it; it can go on.'],
  'given up': ['–', 'muted', 'It ended without a report.'],
  unknown: ['?', 'warn', 'The answer was lost; look again.'],
  not_started: ['✕', 'bad', 'It was refused.'],
  refused: ['✕', 'bad', 'Its state does not fit the step.'],
  skipped: ['–', 'muted', 'Somebody else replays or replayed it.'],
};

export function Outcome({ of }: { of: string }) {
  const [glyph, tone, help] = LOOKS[of] ?? ['·', 'muted', ''];
  return (
    <span class={`badge ${tone}`} title={help}>
      <span aria-hidden="true">{glyph}</span> {of.replaceAll('_', ' ')}
    </span>
  );
}
