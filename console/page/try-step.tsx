import { useEffect, useState } from 'preact/hooks';
import type { Complaint, EditRequest, StepTrial } from '../feed/documents';
import { change } from './feed';
import { visible } from './format';
import { Json } from './json';
import { Notice } from './notice';
import { complaintOf } from './use-feed';

interface Props {
  readonly id: string;
  readonly from: string;
  readonly edits: readonly EditRequest[];
  readonly reveal: boolean;
  /** May the service be called? */
  readonly allowed: boolean;
  readonly onClose: () => void;
}

/** The step alone: at once what it would send, against a mock; on a click what the real service makes of it. */
export function TryStep({ id, from, edits, reveal, allowed, onClose }: Props) {
  const [trial, setTrial] = useState<StepTrial>();
  const [error, setError] = useState<Complaint>();
  const run = (path: 'try' | 'try-for-real') => {
    setTrial(undefined);
    setError(undefined);
    change<StepTrial>(`${path}?reveal=${reveal ? 1 : 0}`, { id, from, edits }).then(
      setTrial,
      (refused: unknown) => setError(complaintOf(refused)),
    );
  };
  useEffect(() => run('try'), [reveal]);
  return (
    <section class="plan" aria-label={`Trial of ${from}`} aria-live="polite">
      <h3>{from} alone</h3>
      <Notice error={error} />
      {trial ? <Result of={trial} /> : !error && <p class="dim">trying …</p>}
      <p class="buttons">
        {allowed && (
          <button type="button" onClick={() => run('try-for-real')}>
            Call the real service
          </button>
        )}
        <button type="button" class="quiet" onClick={onClose}>
          close
        </button>
        {allowed && <small class="dim">It does what the step does; the record stays open.</small>}
      </p>
    </section>
  );
}

function Result({ of }: { of: StepTrial }) {
  const { status, next, error, cause, called, command, request, response, output } = of;
  const well = status === 'SUCCEEDED';
  return (
    <>
      <p class={well ? 'notice good' : 'notice bad'}>
        <strong>{well ? '✓ succeeded' : `✕ ${visible(error ?? status)}`}</strong> {visible(cause ?? '')}
        {next && ` Then ${next}.`}
      </p>
      <p class="dim">{called}</p>
      <div class="halves">
        <Part title="Sent" value={request} />
        <Part title="Answered" value={response} />
        <Part title="What it made of it" value={output} />
      </div>
      <p class="dim">
        The same on the command line: <code>{command}</code>
      </p>
    </>
  );
}

function Part({ title, value }: { title: string; value: unknown }) {
  if (value === undefined) return null;
  return (
    <div>
      <h3>{title}</h3>
      <Json value={value} label={title} />
    </div>
  );
}
