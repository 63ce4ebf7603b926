import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBody, type StateDocument } from '../failures/record-state';
import { UserError } from '../terminal/user-error';
import { differences } from './differences';
import type { WantedEdit } from './parse-edit';

/**
 * Opens what an operator may change of a state in their editor, and answers what they changed: the message as long as nobody has
 * validated it, later the user. The file is theirs alone and gone afterwards. Throws a `UserError` when nothing comes of it.
 */
export function editDocument(state: StateDocument, env = process.env): WantedEdit[] {
  const { path, document } = editable(state);
  const before = typeof document === 'string' ? document : `${JSON.stringify(document, undefined, 2)}\n`;
  const after = inEditor(before, env.VISUAL ?? env.EDITOR ?? 'vi');
  const edits = after === before ? [] : changesOf(document, after, path);
  if (edits.length > 0) return edits;
  throw refused('nothing was changed', 'Leave --edit out to replay it as it is.');
}

/** A body that is no JSON object is edited as the text that it is. */
function editable({ body, user }: StateDocument): { path: string[]; document: unknown } {
  if (typeof body !== 'string') return { path: ['user'], document: user };
  const read = readBody(body);
  return { path: ['body'], document: Object.keys(read).length > 0 ? read : body };
}

function changesOf(document: unknown, text: string, path: readonly string[]): WantedEdit[] {
  if (typeof document === 'string') return [{ path, value: text.trimEnd(), remove: false }];
  try {
    return differences(document, JSON.parse(text), path);
  } catch (error) {
    throw refused(`what was saved is no JSON: ${(error as Error).message}`, 'Run it again, and mend that.');
  }
}

/** The editor is a command of a shell, as Git and others take it: `code --wait`. */
function inEditor(text: string, editor: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'registrar-'));
  const file = join(folder, 'registration.json');
  try {
    writeFileSync(file, text, { mode: 0o600 });
    const { status } = spawnSync('sh', ['-c', `${editor} "$1"`, 'registrar', file], { stdio: 'inherit' });
    if (status === 0) return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  throw refused(`the editor failed: ${editor}`, 'Name another one in EDITOR.');
}

function refused(what: string, fix: string): UserError {
  return new UserError({ where: '--edit', what, fix });
}
