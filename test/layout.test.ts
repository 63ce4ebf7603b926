import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const ROOT = join(__dirname, '..');

/** Which folders of ours the files of a folder may import, besides their own. Nobody imports cdk, cli or local. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  // The rule and the function that publishes must say the same names; the docs live where the package says.
  cdk: ['tasks/shared', 'package.json'],
  // The state that an operator edits is checked by the schema of the step that gets it; the version is the product's. What it tells
  // the page has the shapes that the page reads. What SQL calls the table, and how a sleeping database answers, is the database's.
  cli: ['tasks/shared', 'package.json', 'console/feed', 'db'],
  // Whatever feeds it comes over HTTP.
  console: [],
  db: [],
  // The example is an application like any other: it installs the package.
  docs: [],
  // It runs the template and the bundles in cdk.out, as AWS would; it knows nothing else of the product.
  local: [],
  tasks: [],
};

/** Places whose folders stand one above the other. */
const FOLDERS_IN_ORDER = ['cdk', 'cli', 'console', 'db', 'tasks'];

describe('the layout of the repository', () => {
  it.each(Object.entries(MAY_IMPORT))('lets %s import only itself and %j', (folder, allowed) => {
    const places = [folder, ...allowed];
    const strangers = importsIn(folder).filter(
      ({ target }) => !places.some((place) => target === place || target.startsWith(`${place}/`)),
    );

    expect(strangers).toEqual([]);
  });

  it.each(FOLDERS_IN_ORDER)('lets the folders of %s import in one direction only', (place) => {
    const arrows = importsIn(place)
      .map(({ file, target }) => [dirname(file), dirname(target)])
      .filter(([from, to]) => from !== to);

    expect(foldersInCircles(arrows as [string, string][])).toEqual([]);
  });

  it('has no other folder with code of ours', () => {
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .filter(
        (name) =>
          !['cdk.out', 'coverage', 'dist', 'node_modules', 'test'].includes(name) &&
          sourcesIn(name).length > 0,
      );

    expect(folders.filter((name) => !(name in MAY_IMPORT))).toEqual([]);
  });

  it('sees every way to import', () => {
    const text = `import a from '../a'; import '../b'; export { c } from "../c"; await import('../d'); require('../e'); import type { F } from '../f';`;

    expect(targetsIn('cdk/app.ts', text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(importsIn('cdk')).toContainEqual({
      file: 'cdk/registration-events.ts',
      target: 'tasks/shared/event-names',
    });
  });

  it('keeps no drawer for what has no name', () => {
    const drawers = [...Object.keys(MAY_IMPORT), 'test']
      .flatMap(sourcesIn)
      .filter((file) => /(^|[/.-])(utils?|helpers?|common|constants|misc|index)(\/|\.ts$)/.test(file));

    expect(drawers).toEqual([]);
  });
});

function importsIn(folder: string): { file: string; target: string }[] {
  return sourcesIn(folder).flatMap((file) =>
    targetsIn(file, readFileSync(join(ROOT, file), 'utf8')).map((target) => ({ file, target })),
  );
}

/** Files of ours that a text imports, from the root of the repository. */
function targetsIn(file: string, text: string): string[] {
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"](\.[^'"]*)['"]/g)];
  return specifiers.map(([, specifier = '']) => posix.join(dirname(file), specifier));
}

function sourcesIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourcesIn(path);
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}

/** Folders that are left when those are taken away, again and again, from which no arrow leads to another that is left. */
function foldersInCircles(arrows: readonly [string, string][]): string[] {
  const left = arrows.filter(([, to]) => arrows.some(([from]) => from === to));
  return left.length < arrows.length ? foldersInCircles(left) : [...new Set(arrows.map(([from]) => from))];
}
