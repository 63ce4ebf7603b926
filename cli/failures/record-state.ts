import { listedUser, registrationFromCognito } from '../../tasks/shared/registration-from-cognito';
import { mask, maskText } from '../terminal/mask';
import type { Edit, FailureRecord } from './failure-record';

type Members = Readonly<Record<string, unknown>>;

/** A recorded state document, as far as this program looks into it. What the step made of it may be anything. */
export interface StateDocument {
  readonly delivery?: Members;
  readonly body?: unknown;
  readonly event?: { readonly data?: Members; readonly metadata?: Members };
  readonly user?: Members;
  readonly persisted?: Members;
  readonly [member: string]: unknown;
}

/** The state document that a record holds as JSON text. */
export function stateOf({ state }: Pick<FailureRecord, 'state'>): StateDocument {
  return JSON.parse(state) as StateDocument;
}

/** What a message's body says, as far as it is JSON; its members may be anything. */
export function readBody(body: unknown): { readonly id?: unknown; readonly detail?: StateDocument['event'] } {
  try {
    const envelope: unknown = JSON.parse(String(body));
    return typeof envelope === 'object' && envelope !== null ? envelope : {};
  } catch {
    return {};
  }
}

/** Whose registration it is, in a word: the e-mail address, else the Cognito id, as far as anybody could read it. */
export function userOf(record: Pick<FailureRecord, 'state'>, reveal = false): string {
  const email = userDataOf(record)?.email;
  if (typeof email === 'string' && email !== '') return reveal ? email : maskText(email, 'email');
  return cognitoIdOf(record) ?? '';
}

/** Whose registration it is, by the Cognito id; undefined where nobody could read it. */
export function cognitoIdOf(record: Pick<FailureRecord, 'state'>): string | undefined {
  const id = userDataOf(record)?.cognito_id;
  return typeof id === 'string' ? id : undefined;
}

/** What the record knows of the user: what was validated, else what the message says. */
function userDataOf(record: Pick<FailureRecord, 'state'>): Members | undefined {
  const state = stateOf(record);
  return state.user ?? state.event?.data ?? dataIn(readBody(state.body));
}

/** A direct start may name a user as Cognito lists them in place of a message. */
function dataIn(body: ReturnType<typeof readBody>): Members | undefined {
  const listed = listedUser.safeParse(body);
  return listed.success ? registrationFromCognito(listed.data).detail.data : body.detail?.data;
}

/** A record as a document for machines: its state as an object, personal data masked. */
export function toDocument(record: FailureRecord, reveal = false): Readonly<Record<string, unknown>> {
  const { replays, ...rest } = { ...record, state: stateOf(record) };
  if (reveal) return { ...rest, replays };
  return {
    ...(mask(rest) as object),
    replays: replays.map((replay) => ({ ...replay, edits: replay.edits?.map(maskEdit) })),
  };
}

/** An edit without personal data: its path says what the values are. */
export function maskEdit(edit: Edit): Edit {
  const path = edit.path.split('.');
  return { ...edit, before: mask(edit.before, ...path), after: mask(edit.after, ...path) };
}
