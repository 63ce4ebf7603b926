import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../terminal/user-error';
import { BASE, type ConsoleResponse, SAFE } from './console-request';

/** Beside the built program, or where the build puts it. */
const PLACES = [join(__dirname, 'page'), join(__dirname, '../dist/page')];

const TYPES: Readonly<Record<string, string>> = {
  'console.js': 'text/javascript; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
};

/** The page for every address under it, and its two files. Nothing in it comes from elsewhere. Throws a `UserError` when it is not built. */
export function pageFile(path: string, token: string): ConsoleResponse {
  const name = path.slice(BASE.length + 1);
  const type = TYPES[name];
  const headers = { ...SAFE, 'cache-control': 'no-store' };
  if (type !== undefined)
    return { status: 200, headers: { ...headers, 'content-type': type }, body: read(name) };
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
    body: page(token),
  };
}

function page(token: string): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<meta name="console-token" content="${token}"><title>Registrar</title>`,
    `<link rel="icon" href="data:,"><link rel="stylesheet" href="${BASE}/console.css">`,
    `<script src="${BASE}/console.js" defer></script></head><body><div id="root"></div></body></html>`,
  ].join('');
}

function read(name: string): Uint8Array {
  const place = PLACES.find((each) => existsSync(join(each, name)));
  if (place !== undefined) return readFileSync(join(place, name));
  throw new UserError({
    where: 'console',
    what: 'the page is not built',
    given: name,
    fix: 'Build it: npm run build; its folder cli/dist/page goes wherever the program goes.',
  });
}
