import type { EditRequest, PlanRequest } from '../../console/feed/documents';
import type { WantedEdit } from '../replay/parse-edit';
import { shellWord } from '../terminal/printed-command';
import { UserError } from '../terminal/user-error';

/** A record, a step and changes as the page sends them. Throws a `UserError` for anything else. */
export function readRequest(asked: unknown): PlanRequest {
  const { id, from, edits = [] } = asked as Partial<PlanRequest>;
  const isWell =
    typeof id === 'string' && (from === undefined || typeof from === 'string') && Array.isArray(edits);
  if (isWell && edits.every((edit) => typeof (edit as Partial<EditRequest>).path === 'string'))
    return { id, from, edits };
  throw malformed();
}

/** A change as the command line reads it from `--set` and `--unset`. */
export function toEdit({ path, value, remove = false }: EditRequest): WantedEdit {
  const segments = path.split('.');
  if (segments.includes('')) throw malformed();
  return { path: segments, value, remove };
}

/** The same changes as words of a command line; values only where personal data is shown. */
export function editWords(edits: readonly EditRequest[], reveal: boolean): string[] {
  return edits.flatMap(({ path, value, remove }) =>
    remove
      ? ['--unset', shellWord(path)]
      : ['--set', shellWord(`${path}=${reveal ? JSON.stringify(value) : '…'}`)],
  );
}

function malformed(): UserError {
  return new UserError({
    where: 'plan',
    what: 'takes an id, a step and edits with a path',
    fix: 'Load the page again.',
  });
}
