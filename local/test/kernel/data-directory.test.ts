import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDataDirectory } from '../../src/kernel/data-directory';

const directory = () => mkdtempSync(join(tmpdir(), 'data-'));

describe('a data directory', () => {
  it('belongs to one living process at a time', async () => {
    const taken = directory();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    writeFileSync(join(taken, 'claimed-by'), String(other.pid));
    expect(() => claimDataDirectory(taken)).toThrow(`--data-dir ${taken} is in use by process ${other.pid};`);
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill();
    await ended;
    expect(() => claimDataDirectory(taken)()).not.toThrow();
  });

  it('can be claimed again once it is given back', () => {
    const again = directory();
    claimDataDirectory(again)();
    claimDataDirectory(again)();
  });

  it('is no file', () => {
    const file = join(directory(), 'file');
    writeFileSync(file, '');
    expect(() => claimDataDirectory(file)).toThrow(
      `--data-dir ${file} cannot be made a directory (EEXIST); give another one.`,
    );
  });

  it('is claimed over a torn claim', () => {
    const torn = directory();
    writeFileSync(join(torn, 'claimed-by'), '');
    expect(() => claimDataDirectory(torn)()).not.toThrow();
  });
});
