import { useState } from 'preact/hooks';
import type { Complaint } from '../feed/documents';
import { change } from './feed';
import { Notice } from './notice';
import { ReasonForm } from './reason-form';
import { complaintOf } from './use-feed';

interface Props {
  readonly id: string;
  readonly command: string;
  readonly onEnd: () => void;
}

/** Gives a registration up; why is kept with its record. */
export function Discard({ id, command, onEnd }: Props) {
  const [error, setError] = useState<Complaint>();
  const give = (reason: string) =>
    change('discard', { id, reason }).then(onEnd, (failure: unknown) => setError(complaintOf(failure)));
  return (
    <details>
      <summary>Discard…</summary>
      <ReasonForm
        why="Why is this user not to be registered? It is kept for 90 days."
        placeholder="a bot"
        onGive={(reason) => void give(reason)}
      >
        <button class="danger">Discard it</button>
      </ReasonForm>
      <p class="dim">
        The same on the command line: <code>{command}</code>
      </p>
      <Notice error={error} />
    </details>
  );
}
