import type { Complaint } from '../feed/documents';

/** What went wrong and what to do about it. */
export function Notice({ error }: { error?: Complaint }) {
  if (!error) return null;
  return (
    <p class="notice bad" role="alert">
      <strong>{error.where}:</strong> {error.what}
      {error.given === undefined ? '' : ` (given: ${error.given})`}. {error.fix}
    </p>
  );
}
