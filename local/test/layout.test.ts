import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';

const ROOT = join(__dirname, '..');

/** The floors of the house, the ground first. A file imports from its own room and from the floors below. */
const FLOORS = [
  /^src\/kernel\//,
  /^src\/http\//,
  /^src\/assembly\//,
  /^src\/services\//,
  /^src\/[^/]+$/,
  /^(testing|generate)\//,
  /^test\//,
];

/** States hold states: what runs one runs what is in it. The only circle that there is. */
const STATES_WITHIN_STATES = ['iterations', 'map', 'parallel', 'run-by-type', 'run-states'].map(
  (name) => `src/services/states/interpreter/${name}.ts`,
);

const imports = new Map(filesIn('.').map((file) => [file, importsOf(file)]));

interface Manifest {
  readonly dependencies: object;
  readonly devDependencies: object;
}

describe('the layout of the local cloud', () => {
  it('imports nothing that is outside of it', () => {
    expect(arrows().filter(({ to }) => to.startsWith('..'))).toEqual([]);
  });

  it('imports only packages that its package.json names, the program those that come with it', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
    const shipped = Object.keys(manifest.dependencies);
    const forTests = [...shipped, ...Object.keys(manifest.devDependencies)];
    const strangers = [...imports.keys()].flatMap((file) =>
      packagesIn(readFileSync(join(ROOT, file), 'utf8'))
        .filter((name) => !(file.startsWith('src/') ? shipped : forTests).includes(name))
        .map((name) => ({ file, name })),
    );
    expect(strangers).toEqual([]);
  });

  it('has a floor for every file, and arrows that point down', () => {
    expect([...imports.keys()].filter((file) => floorOf(file) < 0)).toEqual([]);
    const upwards = arrows().filter(
      ({ from, to }) => roomOf(from) !== roomOf(to) && !to.startsWith('..') && floorOf(to) >= floorOf(from),
    );
    expect(upwards).toEqual([]);
  });

  it('has no circle between files but the one of states that hold states', () => {
    expect(circles()).toEqual([STATES_WITHIN_STATES]);
  });

  it('sees every way to import', () => {
    const text = `import a from './a'; import './b'; export { c } from "./c"; await import('./d'); require('./e'); import type { F } from '../f';`;

    expect(specifiersIn(text)).toEqual(['./a', './b', './c', './d', './e', '../f']);
    expect(imports.get('src/kernel/gateway.ts')).toContain('src/kernel/aws-error.ts');
  });
});

function arrows(): { from: string; to: string }[] {
  return [...imports].flatMap(([from, targets]) => targets.map((to) => ({ from, to })));
}

function floorOf(file: string): number {
  return FLOORS.findIndex((floor) => floor.test(file));
}

/** A service is a room of its own, any other floor one room: services know each other by the gateway alone. */
function roomOf(file: string): string {
  return /^src\/services\/[^/]+/.exec(file)?.[0] ?? String(floorOf(file));
}

/** Files that reach each other, each group sorted. */
function circles(): string[][] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachedFrom(file)]));
  const groups = new Set<string>();
  for (const [file, targets] of reached) {
    if (!targets.has(file)) continue;
    const group = [...targets].filter((target) => reached.get(target)?.has(file));
    groups.add(JSON.stringify(group.sort()));
  }
  return [...groups].map((group) => JSON.parse(group) as string[]);
}

function reachedFrom(file: string): Set<string> {
  const reached = new Set<string>();
  const left = [...(imports.get(file) ?? [])];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    left.push(...(imports.get(next) ?? []));
  }
  return reached;
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path);
    return folder !== '.' && /\.[cm]?[jt]s$/.test(entry.name) ? [path] : [];
  });
}

/** Files of this package, or outside of it, that a file imports by a path. */
function importsOf(file: string): string[] {
  const directory = join(ROOT, dirname(file));
  return specifiersIn(readFileSync(join(ROOT, file), 'utf8')).map((specifier) => {
    const path = resolve(directory, specifier);
    const found = ['', '.ts', '.js'].map((end) => path + end).find((each) => isFile(each));
    return relative(ROOT, found ?? path);
  });
}

function specifiersIn(text: string): string[] {
  const specifiers = text.matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"](\.[^'"]*)['"]/g);
  return [...specifiers].map(([, specifier = '']) => specifier);
}

/** `@scope/name` of `from '@scope/name/deep'`; what comes with Node.js is no package. */
function packagesIn(text: string): string[] {
  const names = text.matchAll(/^(?:import|.*\bfrom) '((?:@[\w-]+\/)?[\w.-]+)(?:\/[^']*)?';$/gm);
  return [...names].map(([, name = '']) => name).filter((name) => !name.startsWith('.'));
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
