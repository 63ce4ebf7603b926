import { spawn, type ChildProcess } from 'node:child_process';

/** Waits for the end of its input, which comes when the local cloud is gone, and then ends what the last line named. */
const SCRIPT =
  'while read -r pids; do live=$pids; done; for pid in $live; do kill -9 "-$pid"; done; rm -rf -- "$1"';

/**
 * Sees to it that nothing outlives the local cloud: a frozen or busy environment does not notice that its parent was killed.
 * POSIX only.
 */
export class ProcessGuard {
  private readonly pids = new Set<number>();
  private shell: ChildProcess | undefined;

  /** `directory` is removed as well when the local cloud is killed. */
  constructor(private readonly directory: string) {}

  add(pid: number): void {
    this.pids.add(pid);
    this.tell();
  }

  delete(pid: number): void {
    if (this.pids.delete(pid)) this.tell();
  }

  end(): void {
    this.shell?.stdin?.end();
    this.shell = undefined;
  }

  private tell(): void {
    if (process.platform === 'win32') return;
    this.shell ??= this.start();
    this.shell.stdin?.write(`${[...this.pids].join(' ')}\n`);
  }

  private start(): ChildProcess {
    const shell = spawn('/bin/sh', ['-c', SCRIPT, 'sh', this.directory], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    shell.on('error', () => undefined);
    shell.stdin.on('error', () => undefined);
    shell.unref();
    (shell.stdin as unknown as { unref(): void }).unref();
    return shell;
  }
}
