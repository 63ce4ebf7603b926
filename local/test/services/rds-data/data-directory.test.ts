import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDataApiCloud } from './data-api-cloud';

describe('PGlite in a data directory', () => {
  it('keeps what was acknowledged when the process is killed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'data-api-'));
    const acknowledged = await killAfter(20, dataDir);
    const cloud = await startDataApiCloud({ dataDir });
    const { records } = await cloud.execute('SELECT count(*) FROM written');
    await cloud.stop();
    rmSync(dataDir, { recursive: true, force: true });
    expect(acknowledged).toBeGreaterThanOrEqual(20);
    expect(records![0]![0]!.longValue).toBeGreaterThanOrEqual(acknowledged);
  });
});

/** Lets another process write, kills it without warning, and tells the last number that it had acknowledged. */
async function killAfter(rows: number, dataDir: string): Promise<number> {
  const script = join(__dirname, 'write-forever.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.split('\n').length > rows) break;
  }
  child.kill('SIGKILL');
  await exited;
  return Number(output.split('\n').at(-2));
}
