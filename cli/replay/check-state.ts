import {
  isListedUser,
  listedUser,
  registrationFromCognito,
} from '../../tasks/shared/registration-from-cognito';
import { normaliseUser, user } from '../../tasks/shared/user';
import { userRegisteredEnvelope } from '../../tasks/shared/user-registered';
import type { StateDocument } from '../failures/record-state';
import { inputSchema, type ReplayStep } from './replay-steps';

/** What a step would find wrong with its input: `path expectation`, without any value. Empty when nothing is. */
export function findProblems(state: StateDocument, step: ReplayStep): string[] {
  return problems(inputSchema(step).safeParse(state));
}

/** What `ValidateUser` would refuse in the body, by the schemas of this checkout. */
export function findBodyProblems({ body }: StateDocument): string[] {
  const read = parse(body);
  const listed = isListedUser(read) ? listedUser.safeParse(read) : undefined;
  if (listed?.success === false) return problems(listed, 'body');
  const envelope = userRegisteredEnvelope.safeParse(listed ? registrationFromCognito(listed.data) : read);
  if (!envelope.success) return problems(envelope, 'body');
  return problems(user.safeParse(normaliseUser(envelope.data.detail.data)), 'body.detail.data');
}

interface Checked {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[] };
}

function problems({ error }: Checked, root?: string): string[] {
  const found = (error?.issues ?? []).map(({ path, message }) => {
    const place = [...(root === undefined ? [] : [root]), ...path.map(String)].join('.');
    return `${place || 'the state'} ${message}`;
  });
  return [...new Set(found)];
}

function parse(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
