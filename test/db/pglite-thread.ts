import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Row } from './engine';

/** A PGlite in a thread; one call after the other. */
export class PGliteThread {
  private readonly worker: Worker;
  private calls = 0;

  constructor(snapshot?: Uint8Array) {
    this.worker = new Worker(join(__dirname, 'pglite-worker.js'), { workerData: { snapshot } });
  }

  async exec(sql: string): Promise<void> {
    await this.call('exec', [sql]);
  }

  async query<Result = Row>(
    sql: string,
    parameters: readonly unknown[] = [],
    rowMode: 'object' | 'array' = 'object',
  ) {
    const { rows } = await this.call<{ rows: Result[] }>('query', [sql, parameters, { rowMode }]);
    return { rows };
  }

  async dump(): Promise<Uint8Array> {
    return new Uint8Array(await this.call<ArrayBuffer>('dumpDataDir', ['none']));
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private async call<Result>(method: string, args: unknown[]): Promise<Result> {
    const id = ++this.calls;
    this.worker.postMessage({ id, method, args });
    for (;;) {
      const [answer] = (await once(this.worker, 'message')) as [
        { id: number; result: Result; error?: { message: string } },
      ];
      if (answer.id !== id) continue;
      if (answer.error) throw Object.assign(new Error(answer.error.message), answer.error);
      return answer.result;
    }
  }
}
