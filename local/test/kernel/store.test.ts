import fs, { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotKeptError } from '../../src/kernel/data-disk';
import { createStore } from '../../src/kernel/store';

let directory: string;
let told: string[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'store-'));
  told = [];
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

const file = () => join(directory, 'things.jsonl');
const open = () => createStore(directory, (line) => told.push(line)).map<number>('things');

function holding(key: string, value: number) {
  const map = open();
  map.set(key, value);
  return map;
}

/** Lets so many bytes of the next append reach the file, as a disk does that runs full. */
function fillDisk(after = 0): void {
  const append = fs.appendFileSync;
  jest.spyOn(fs, 'appendFileSync').mockImplementation((path, data) => {
    append(path, (data as string).slice(0, after));
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  });
}

describe('a stored map', () => {
  it('is there again after a restart', () => {
    const map = open();
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    map.delete('b');

    expect([...open()]).toEqual([['a', 3]]);
    expect(readFileSync(file(), 'utf8')).toBe('["a",3]\n');
  });

  it.each(['["b"', '["b",2', '["b",2]', '["b"\n', '\0\0\0\0\n'])(
    'drops a torn last line (%j), and says so',
    (torn) => {
      open().set('a', 1);
      appendFileSync(file(), torn);

      const map = open();

      expect([...map]).toEqual([['a', 1]]);
      expect(told).toEqual([`${file()}: the last line was torn when the cloud ended; it is dropped.`]);
      map.set('c', 3);
      expect([...open()]).toEqual([
        ['a', 1],
        ['c', 3],
      ]);
    },
  );

  it('names the file and the line of any other damage, and changes nothing', () => {
    const text = '["a",1]\n["b",\n["c",3]\n';
    writeFileSync(file(), text);

    expect(open).toThrow(`${file()}:2 is damaged`);
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });
});

describe('a stored map on a full disk', () => {
  it('refuses what it cannot keep, and still has all that it kept', () => {
    const map = holding('a', 1);
    fillDisk();

    expect(() => map.set('a', 2)).toThrow(NotKeptError);
    expect(() => map.delete('a')).toThrow(
      expect.objectContaining({ code: 'ServiceUnavailable', status: 503 }) as Error,
    );

    expect([...map]).toEqual([['a', 1]]);
  });

  it('leaves no part of a line, on which the next one would go on', () => {
    const map = holding('a', 1);
    fillDisk(4);
    expect(() => map.set('b', 2)).toThrow(NotKeptError);
    jest.restoreAllMocks();

    map.set('c', 3);

    expect(readFileSync(file(), 'utf8')).toBe('["a",1]\n["c",3]\n');
  });

  it('says once that it takes no writes, and once that it takes them again', () => {
    const map = open();
    fillDisk();
    for (const key of ['a', 'b', 'c']) expect(() => map.set(key, 1)).toThrow(NotKeptError);
    jest.restoreAllMocks();
    map.set('d', 1);
    map.set('e', 1);

    expect(told).toEqual([
      'The data directory takes no writes (ENOSPC: no space left on device, write): they are refused, reads go on.',
      'The data directory takes writes again.',
    ]);
  });

  it('opens what it kept, though it cannot write it anew', () => {
    holding('a', 1).set('a', 2);
    const size = statSync(file()).size;
    jest.spyOn(fs, 'writeFileSync').mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    });

    expect([...open()]).toEqual([['a', 2]]);
    expect(statSync(file()).size).toBe(size);
  });
});
