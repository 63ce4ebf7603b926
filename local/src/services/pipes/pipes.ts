import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import { checkPipe } from './check-pipe';
import { summary, type PipeDefinition, type StoredPipe } from './pipe';
import { PipeWorker } from './pipe-worker';

interface Named {
  readonly Name?: string;
}

/** The pipes of the account and who works for those that run. */
export class Pipes {
  private readonly pipes: StoredMap<StoredPipe>;
  private readonly workers = new Map<string, PipeWorker>();
  /** Workers that finish what they have begun, and whose pipe each was. */
  private readonly draining = new Map<PipeWorker, string>();
  private started = false;

  constructor(private readonly context: CloudContext) {
    this.pipes = context.store.map('pipes-pipes');
  }

  create(definition: PipeDefinition) {
    checkPipe(definition);
    const { Name } = definition;
    if (this.pipes.has(Name)) throw new AwsError('ConflictException', `Pipe ${Name} already exists.`, 409);
    const { region, accountId, clock } = this.context;
    const now = clock.now();
    const Arn = `arn:aws:pipes:${region}:${accountId}:pipe/${Name}`;
    const pipe = this.keep({ ...definition, Arn, createdAt: now, modifiedAt: now });
    return summary(pipe, 'CREATING');
  }

  /** What is not given stays, but for the role, which AWS wants each time. (API reference, UpdatePipe) */
  update({ RoleArn, ...change }: Partial<PipeDefinition>) {
    const pipe = this.get(change.Name);
    const definition = { ...definitionOf(pipe), ...change, RoleArn: RoleArn as string };
    checkPipe(definition);
    this.release(definition.Name);
    return summary(this.keep({ ...pipe, ...definition, modifiedAt: this.now() }), 'UPDATING');
  }

  delete({ Name }: Named) {
    const pipe = this.get(Name);
    this.release(pipe.Name);
    this.pipes.delete(pipe.Name);
    return { ...summary(pipe, 'DELETING'), DesiredState: 'DELETED' };
  }

  describe({ Name }: Named) {
    const pipe = this.get(Name);
    return { ...definitionOf(pipe), ...summary(pipe, this.stateOf(pipe)) };
  }

  setState({ Name }: Named, state: 'RUNNING' | 'STOPPED') {
    const pipe = this.get(Name);
    if ((pipe.DesiredState ?? 'RUNNING') !== state) {
      this.release(pipe.Name);
      this.keep({ ...pipe, DesiredState: state, modifiedAt: this.now() });
    }
    return summary(this.get(Name), state === 'RUNNING' ? 'STARTING' : 'STOPPING');
  }

  has(name: string): boolean {
    return this.pipes.has(name);
  }

  get(name = ''): StoredPipe {
    const pipe = this.pipes.get(name);
    if (!pipe) throw new AwsError('NotFoundException', `Pipe ${name} does not exist.`, 404);
    return pipe;
  }

  /** Begins to work, once every resource exists. */
  start(): void {
    this.started = true;
    for (const pipe of this.pipes.values()) this.work(pipe);
  }

  async stop(): Promise<void> {
    this.started = false;
    const workers = [...this.workers.values(), ...this.draining.keys()];
    await Promise.all(workers.map((worker) => worker.abandon()));
  }

  /** A pipe is stopped when nothing that it has taken is in work any more. */
  private stateOf({ Name, DesiredState = 'RUNNING' }: PipeDefinition): string {
    const busy = [...this.draining.values()].includes(Name);
    return DesiredState === 'STOPPED' && busy ? 'STOPPING' : DesiredState;
  }

  private keep(pipe: StoredPipe): StoredPipe {
    this.pipes.set(pipe.Name, pipe);
    this.work(pipe);
    return pipe;
  }

  private work(pipe: StoredPipe): void {
    if (!this.started || pipe.DesiredState === 'STOPPED' || this.workers.has(pipe.Name)) return;
    const worker = new PipeWorker(this.context, pipe);
    this.workers.set(pipe.Name, worker);
    worker.start();
  }

  /** Takes the worker away; it finishes what it has begun. */
  private release(name: string): void {
    const worker = this.workers.get(name);
    if (!worker) return;
    this.workers.delete(name);
    this.draining.set(worker, name);
    void worker.drain().finally(() => this.draining.delete(worker));
  }

  private now(): number {
    return this.context.clock.now();
  }
}

/** The pipe without what the service adds. */
function definitionOf({ Name, Description, DesiredState, RoleArn, ...pipe }: StoredPipe): PipeDefinition {
  const { Source, SourceParameters, Target, TargetParameters, LogConfiguration } = pipe;
  const ends = { Source, SourceParameters, Target, TargetParameters };
  return { Name, Description, DesiredState, RoleArn, ...ends, LogConfiguration };
}
