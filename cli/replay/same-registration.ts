import { readBody, type StateDocument } from '../failures/record-state';
import { UserError } from '../terminal/user-error';
import type { WantedEdit } from './parse-edit';

/** Throws a `UserError` for a path to what others have said: the event, the claim, the database's and Cognito's answers. */
export function refuseRecordedFacts({ path }: WantedEdit): void {
  const [first = ''] = path;
  const fact = FACTS.get(first);
  if (fact === undefined) return;
  throw new UserError({
    where: '--set',
    what: `${first} is ${fact}, and no replay changes it`,
    given: path.join('.'),
    fix: 'Change members of body, as long as nobody has validated it, or of user.',
  });
}

const FACTS: ReadonlyMap<string, string> = new Map([
  ['delivery', 'how the workflow finds this record again'],
  ['event', 'what was announced'],
  ['claim', 'whose turn it is'],
  ['asked', 'what Cognito said'],
  ['persisted', 'what the database answered'],
  ['outcome', 'how it ended'],
]);

/** Throws a `UserError` where the edited state would register somebody else, and so close this record over its own user. */
export function refuseOtherUser(before: StateDocument, after: StateDocument): void {
  const then = identityOf(before);
  const now = identityOf(after);
  const changed = Object.keys(then).find((path) => isSaid(then[path]) && then[path] !== now[path]);
  if (changed === undefined) return;
  throw new UserError({
    where: '--set',
    what: `${changed} says whose registration this is, and a replay cannot make it another's`,
    given: changed,
    fix: 'Register the other user by npx registrar resync; if this one shall not be, discard it.',
  });
}

/** Where a state says who the user is: in the envelope and the event as long as it has them as a text, then in what became of them. */
function identityOf({ body, user }: StateDocument): Readonly<Record<string, unknown>> {
  const { id, detail } = readBody(body);
  return {
    'body.id': id,
    'body.detail.data.cognito_id': detail?.data?.cognito_id,
    'body.detail.data.user_pool_id': detail?.data?.user_pool_id,
    'body.detail.data.username': detail?.data?.username,
    'user.cognito_id': user?.cognito_id,
    'user.user_id': user?.user_id,
  };
}

/** What a broken message does not say, an operator may. */
function isSaid(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
