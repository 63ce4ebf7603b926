import { createHash } from 'node:crypto';

/**
 * The id of a registration's failure record, from the text of its message: the envelope's id, a dot, and the first 16 hex digits of
 * the SHA-256 of the event's detail; without an envelope's id, the SHA-256 of the whole text.
 *
 * Anybody may write an envelope's id, so the detail belongs to it: two registrations never share a record. The text is not parsed,
 * because what cannot be parsed fails too. State `ChooseEntryStep` computes the same, where no function can be called.
 */
export function failureIdOf(body: string): string {
  const envelopeId = ENVELOPE_ID.exec(body)?.[1];
  return envelopeId ? `${envelopeId}.${sha256(detailOf(body)).slice(0, 16)}` : sha256(body);
}

/** A UUID and nothing else: an operator pastes it into a shell. */
const ENVELOPE_ID = /"id"\s*:\s*"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"/;

/** What follows `"detail":`, which an archive's replay leaves as it was; all of the text where there is no detail. */
function detailOf(body: string): string {
  const at = body.indexOf(DETAIL);
  return at < 0 ? body : body.slice(at + DETAIL.length);
}

const DETAIL = '"detail":';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
