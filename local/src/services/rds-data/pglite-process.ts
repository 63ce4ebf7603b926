import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ResultSet, Statement } from './database';
import { DatabaseError, type PostgresError } from './database-error';

interface Answer {
  readonly id: number | 'ready';
  readonly result?: ResultSet;
  readonly error?: PostgresError;
}

/** A request: SQL run as it is first (`before`), then one statement. Without one the answer has the rows of `before`. */
export type PgliteRequest = Partial<Statement> & { readonly before?: string; readonly close?: true };

/** The thread that PGlite runs in. It begins to load at once, so that it is ready when the rest of the cloud is. */
export class PgliteProcess {
  private readonly worker: Worker;
  private readonly waiting = new Map<number | 'ready', (answer: Answer) => void>();
  private nextId = 1;
  private ended: string | undefined;
  readonly ready: Promise<void>;

  constructor(dataDir?: string, database?: string) {
    this.worker = new Worker(join(__dirname, 'pglite-worker.js'), {
      workerData: { dataDir, database, snapshotFile: snapshotFile() },
      execArgv: [],
    });
    this.ready = this.answered('ready').then(() => undefined);
    this.ready.catch(() => undefined);
    this.worker.on('message', (answer: Answer) => this.settle(answer));
    this.worker.on('error', (error) => this.end(error.message));
    this.worker.on('exit', () => this.end('The embedded database has stopped.'));
  }

  async send(request: PgliteRequest): Promise<ResultSet> {
    if (this.ended !== undefined) throw new DatabaseError(adminShutdown(this.ended));
    const id = this.nextId++;
    const answer = this.answered(id);
    this.worker.postMessage({ id, ...request });
    return answer;
  }

  async stop(): Promise<void> {
    await this.send({ close: true }).catch(() => undefined);
    await this.worker.terminate();
  }

  private answered(id: number | 'ready'): Promise<ResultSet> {
    return new Promise((resolve, reject) => {
      this.worker.ref();
      this.waiting.set(id, ({ result, error }) => {
        if (error) reject(new DatabaseError(error));
        else resolve(result ?? { rows: [], command: '' });
      });
    });
  }

  private settle(answer: Answer): void {
    this.waiting.get(answer.id)?.(answer);
    this.waiting.delete(answer.id);
    if (!this.waiting.size) this.worker.unref();
  }

  private end(message: string): void {
    this.ended ??= message;
    for (const id of [...this.waiting.keys()]) this.settle({ id, error: adminShutdown(this.ended) });
  }
}

/** As PostgreSQL answers whom it can serve no longer. */
function adminShutdown(message: string): PostgresError {
  return { severity: 'FATAL', code: '57P01', message };
}

/** One per version of PGlite, beside it; `npm ci` clears it. */
function snapshotFile(): string {
  const home = join(dirname(require.resolve('@electric-sql/pglite')), '..');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  return join(home, '../../.cache/local-cloud', `pglite-${version}.tar`);
}
