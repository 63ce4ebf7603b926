import { userRegisteredEnvelope } from '../../tasks/shared/user-registered';
import type { Edit } from '../failures/failure-record';
import type { StateDocument } from '../failures/record-state';
import { maskText } from '../terminal/mask';
import { UserError } from '../terminal/user-error';
import type { WantedEdit } from './parse-edit';
import { inputSchema, type ReplayStep } from './replay-steps';
import { refuseOtherUser, refuseRecordedFacts } from './same-registration';

type Members = Record<string, unknown>;

/**
 * Changes a copy of a state document; members may only be added where the step's schema knows them. Throws a `UserError` for what is
 * not there, and for what would make it another registration.
 */
export function applyEdits(
  state: StateDocument,
  step: ReplayStep,
  wanted: readonly WantedEdit[],
): { state: StateDocument; edits: Edit[] } {
  const copy = structuredClone(state) as Members;
  const edits = wanted.map((edit) => {
    refuseRecordedFacts(edit);
    const [first, ...rest] = edit.path;
    return first === 'body' && rest.length > 0 ? editBody(copy, edit) : editAt(copy, edit, inputSchema(step));
  });
  refuseOtherUser(state, copy);
  return { state: copy, edits };
}

/** The body is a JSON text: it is read, changed inside and written again. */
function editBody(state: Members, edit: WantedEdit): Edit {
  const body = parseBody(state.body);
  const inside = editAt(body, { ...edit, path: edit.path.slice(1) }, userRegisteredEnvelope);
  state.body = JSON.stringify(body);
  return { ...inside, path: edit.path.join('.') };
}

function editAt(document: Members, { path, value, remove }: WantedEdit, schema: SchemaNode): Edit {
  const name = path.at(-1) ?? '';
  let members = document;
  let node: SchemaNode | undefined = schema;
  for (const [depth, segment] of path.entries()) {
    const known = schemaMembers(node);
    if (!Object.hasOwn(members, segment) && !known.has(segment))
      throw unknown(path, depth, [...Object.keys(members), ...known.keys()]);
    node = known.get(segment);
    if (depth === path.length - 1) break;
    if (!Object.hasOwn(members, segment)) members[segment] = {};
    const inner = members[segment];
    if (typeof inner !== 'object' || inner === null) throw noObject(path, depth);
    members = inner as Members;
  }
  const before = Object.hasOwn(members, name) ? members[name] : undefined;
  if (remove) delete members[name];
  else members[name] = value;
  return { path: path.join('.'), before, after: remove ? undefined : value };
}

function parseBody(body: unknown): Members {
  try {
    const value: unknown = JSON.parse(String(body));
    if (typeof value === 'object' && value !== null) return value as Members;
  } catch {
    // Refused below.
  }
  throw new UserError({
    where: '--set',
    what: 'the body is no JSON object, so nothing inside it can be changed',
    fix: 'Replace all of it: --body @file, or --edit.',
  });
}

function unknown(path: readonly string[], depth: number, members: readonly string[]): UserError {
  // A message may have many members, and anything for their names.
  const names = [...new Set(members)].sort().map((name) => maskText(name));
  const there = names.length > SHOWN ? [...names.slice(0, SHOWN), '…'].join(', ') : names.join(', ');
  return new UserError({
    where: '--set',
    what: `there is no member ${path[depth]} in ${path.slice(0, depth).join('.') || 'the state'}`,
    given: path.join('.'),
    fix: `There is ${there || 'nothing'}.`,
  });
}

const SHOWN = 20;

function noObject(path: readonly string[], depth: number): UserError {
  return new UserError({
    where: '--set',
    what: `${path.slice(0, depth + 1).join('.')} is a value and has no members`,
    given: path.join('.'),
    fix: `Set ${path.slice(0, depth + 1).join('.')} itself.`,
  });
}

/** As much of a zod schema as says which members it knows. */
interface SchemaNode {
  readonly _zod: {
    readonly def: { readonly shape?: Readonly<Record<string, unknown>>; readonly innerType?: unknown };
  };
}

/** The members that an object's schema names, by their own schemas; none for anything but an object. */
function schemaMembers(schema: SchemaNode | undefined): ReadonlyMap<string, SchemaNode> {
  if (schema === undefined) return new Map();
  const { shape, innerType } = schema._zod.def;
  if (innerType !== undefined) return schemaMembers(innerType as SchemaNode);
  return new Map(Object.entries(shape ?? {}) as [string, SchemaNode][]);
}
