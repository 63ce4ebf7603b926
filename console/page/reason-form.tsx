import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  /** The question. */
  readonly why: string;
  /** A reason that somebody could give. */
  readonly placeholder: string;
  /** Whether to begin typing here at once. */
  readonly focus?: boolean;
  readonly onGive: (reason: string) => void;
  /** The buttons. */
  readonly children: ComponentChildren;
}

/** Asks why before anything is changed; what is typed is kept in the record. */
export function ReasonForm({ why, placeholder, focus = false, onGive, children }: Props) {
  const [reason, setReason] = useState('');
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        onGive(reason);
      }}
    >
      <label>
        {why}
        <input
          autoFocus={focus}
          required
          maxLength={1000}
          value={reason}
          placeholder={placeholder}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      {children}
    </form>
  );
}
