import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessGuard } from '../../../src/services/lambda/process-guard';

const onPosix = process.platform === 'win32' ? it.skip : it;

describe('the guard', () => {
  onPosix(
    'ends what is left, even frozen, when the local cloud is gone, and removes its directory',
    async () => {
      const directory = mkdtempSync(join(tmpdir(), 'guarded-'));
      const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
      const guard = new ProcessGuard(directory);
      guard.add(child.pid ?? 0);
      child.kill('SIGSTOP');
      // The guard sees the death of the local cloud as the end of its own input.
      guard.end();
      expect(await ended).toBe('SIGKILL');
      while (existsSync(directory)) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  );
});
