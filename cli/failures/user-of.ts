import { maskText } from '../mask';
import type { FailureRecord } from './failure-record';
import { stateOf } from './state-of';

/** Whose registration it is, in a word: the e-mail address, else the Cognito id, as far as anybody could read it. */
export function userOf(record: FailureRecord, reveal = false): string {
  const state = stateOf(record);
  const data = state.user ?? state.event?.data ?? bodyData(state.body);
  const email = text(data?.email);
  if (email !== undefined && email !== '') return reveal ? email : maskText(email, 'email');
  return text(data?.cognito_id) ?? '';
}

function bodyData(body: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof body !== 'string') return undefined;
  try {
    const envelope = JSON.parse(body) as { detail?: { data?: Record<string, unknown> } } | null;
    return envelope?.detail?.data;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
