import { randomUUID } from 'node:crypto';
import type { JobDocument } from '../../console/feed/documents';
import { explainBriefly } from '../aws/explain-error';
import type { Session } from '../aws/session';
import { type BulkResult, isFailure } from '../replay/bulk-result';
import { runBounded } from '../replay/run-bounded';
import { UserError } from '../terminal/user-error';

/** Replays under way, each of one record or of many. The page looks at them; they go on without it. */
export class Jobs {
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly session: Session) {}

  /** Starts one: the first alone, the rest if that went well. Answers at once. */
  start(ids: readonly string[], replay: (id: string) => Promise<BulkResult>): JobDocument {
    const job = new Job(ids, replay, (error) => this.explain(error));
    this.jobs.set(job.id, job);
    job.goOn();
    return job.document();
  }

  /** The job of this id. Throws a `UserError` for one that this program does not know. */
  find(id: unknown): Job {
    const job = this.jobs.get(String(id));
    if (job) return job;
    throw new UserError({
      where: 'replay',
      what: 'this program does not know it (any more)',
      given: String(id),
      fix: 'The records say how it ended.',
    });
  }

  private explain(error: unknown): string {
    const why = explainBriefly(error, this.session.options);
    if (why === undefined) this.session.terminal.say(`console: ${(error as Error).stack}`);
    return why ?? 'this program failed; its terminal says why';
  }
}

/** So many at a time, so many begun a second. */
const BOUNDS = { concurrency: 5, rate: 20 };

/** A replay of many records, which can pause. */
export class Job {
  readonly id = randomUUID();
  private readonly results: BulkResult[] = [];
  private readonly left: string[];
  private pausing = new AbortController();
  private state: JobDocument['state'] = 'running';
  private note = '';

  constructor(
    private readonly ids: readonly string[],
    private readonly replay: (id: string) => Promise<BulkResult>,
    private readonly explain: (error: unknown) => string,
  ) {
    this.left = [...ids];
  }

  /** Begins, or goes on after a pause with what is left. */
  goOn(): void {
    this.pausing = new AbortController();
    [this.state, this.note] = ['running', ''];
    void this.work().catch((error: unknown) => this.stand(this.explain(error)));
  }

  /** Lets those under way end and begins no other. */
  pause(note = 'Paused.'): void {
    if (this.state === 'running') this.stand(note);
  }

  document(): JobDocument {
    const results = this.results.map(({ failureId, failedStep, executionArn, ...rest }) => ({
      failure_id: failureId,
      failed_step: failedStep,
      execution_arn: executionArn,
      ...rest,
    }));
    return { id: this.id, state: this.state, total: this.ids.length, results, note: this.note };
  }

  private async work(): Promise<void> {
    const stop = this.pausing.signal;
    const one = (id: string) => this.one(id);
    if (this.results.length === 0) await runBounded(this.left.slice(0, 1), { ...BOUNDS, stop }, one);
    await runBounded([...this.left], { ...BOUNDS, stop }, one);
    if (!stop.aborted) this.state = 'done';
  }

  private async one(id: string): Promise<void> {
    this.left.splice(this.left.indexOf(id), 1);
    const result = await this.replay(id);
    this.results.push(result);
    if (isFailure(result) && this.left.length > 0)
      this.pause(`${result.error ?? result.outcome}. The rest waits.`);
  }

  private stand(note: string): void {
    this.pausing.abort();
    [this.state, this.note] = ['paused', note];
  }
}
