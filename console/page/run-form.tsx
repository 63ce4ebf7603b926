import { useState } from 'preact/hooks';
import type { About, Complaint, StartedRun } from '../feed/documents';
import { change } from './feed';
import { Notice } from './notice';
import { ReasonForm } from './reason-form';
import { complaintOf } from './use-feed';

const MENDS = [
  ['missing', 'writes a row for whom Cognito has and the table does not'],
  ['changed', 'brings a row to what Cognito says now'],
  ['orphan', 'removes from the table whom Cognito has deleted; announced as user.removed'],
] as const;

/** Begins a run: which differences it mends, none to compare alone, and why. */
export function RunForm({ about, onStart }: { about: About; onStart: (run: StartedRun) => void }) {
  const [mends, setMends] = useState<readonly string[]>([]);
  const [silent, setSilent] = useState(false);
  const [error, setError] = useState<Complaint>();
  const toggle = (name: string) => () =>
    setMends(MENDS.map(([each]) => each).filter((each) => mends.includes(each) !== (each === name)));
  const apply = mends.join(',');
  const start = (reason: string) =>
    change<StartedRun>('reconcile', { apply, silent, reason }).then(
      (run) => {
        setError(undefined);
        onStart(run);
      },
      (refused: unknown) => setError(complaintOf(refused)),
    );
  return (
    <section class="cardbox" aria-label="Begin a run">
      <h2>Begin a run</h2>
      <fieldset class="starts">
        <legend>Mend</legend>
        {MENDS.map(([name, help]) => (
          <label key={name} class="start">
            <input type="checkbox" checked={mends.includes(name)} onChange={toggle(name)} />
            <span>
              {name} <small class="dim">{help}</small>
            </span>
          </label>
        ))}
        <label class={mends.length ? 'start' : 'start not'}>
          <input
            type="checkbox"
            disabled={!mends.length}
            checked={silent}
            onChange={() => setSilent(!silent)}
          />
          <span>
            silently <small class="dim">announces nobody: no user.persisted</small>
          </span>
        </label>
      </fieldset>
      <ReasonForm
        why="Why? It is kept with the run."
        placeholder="users from before the deploy"
        onGive={(reason) => void start(reason)}
      >
        <button class="primary">{mends.length ? 'Compare and mend' : 'Compare alone'}</button>
      </ReasonForm>
      <Notice error={error} />
      <p class="dim">
        The same on the command line: <code>{commandFor(about, apply, silent)}</code>
      </p>
    </section>
  );
}

function commandFor({ commandOptions }: About, apply: string, silent: boolean): string {
  const words = apply
    ? ['reconcile', '--apply', apply, ...(silent ? ['--silent'] : []), '--reason "…"']
    : ['drift'];
  return ['npx registrar', commandOptions, ...words].filter(Boolean).join(' ');
}
