import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import { named, page, type Paging } from '../events/page';
import { checkPipe } from './check-pipe';
import type { PipeDefinition, StoredPipe } from './pipe';
import { PipeWorker } from './pipe-worker';
import { definitionOf, stateOf, summary } from './present-pipe';

interface Named {
  readonly Name?: string;
}

interface ListInput extends Paging {
  readonly NamePrefix?: string;
  readonly DesiredState?: string;
  readonly CurrentState?: string;
  readonly SourcePrefix?: string;
  readonly TargetPrefix?: string;
}

/** The pipes of the account and who works for those that run. */
export class Pipes {
  private readonly pipes: StoredMap<StoredPipe>;
  private readonly workers = new Map<string, PipeWorker>();
  private readonly draining = new Set<PipeWorker>();
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
    this.keep({ ...definition, Arn, createdAt: now, modifiedAt: now });
    return summary(this.get(Name), 'CREATING');
  }

  update(change: Partial<PipeDefinition> & Named) {
    const standing = this.get(change.Name);
    const { Arn, createdAt } = standing;
    const definition = { ...definitionOf(standing), ...change };
    checkPipe(definition);
    this.release(standing.Name);
    this.keep({ ...definition, Arn, createdAt, modifiedAt: this.context.clock.now() });
    return summary(this.get(change.Name), 'UPDATING');
  }

  delete({ Name }: Named) {
    const pipe = this.get(Name);
    this.release(pipe.Name);
    this.pipes.delete(pipe.Name);
    return { ...summary(pipe, 'DELETING'), DesiredState: 'DELETED' };
  }

  describe({ Name }: Named) {
    const pipe = this.get(Name);
    return { ...definitionOf(pipe), ...summary(pipe, stateOf(pipe)) };
  }

  list(input: ListInput) {
    const pipes = named(this.pipes.values(), ({ Name }) => Name, input.NamePrefix).filter(
      (pipe) =>
        pipe.Source.startsWith(input.SourcePrefix ?? '') &&
        pipe.Target.startsWith(input.TargetPrefix ?? '') &&
        (input.DesiredState ?? stateOf(pipe)) === stateOf(pipe) &&
        (input.CurrentState ?? stateOf(pipe)) === stateOf(pipe),
    );
    const { items, NextToken } = page(pipes, { ...input, Limit: input.Limit && Number(input.Limit) });
    return {
      Pipes: items.map((pipe) => ({
        ...summary(pipe, stateOf(pipe)),
        Source: pipe.Source,
        Target: pipe.Target,
      })),
      NextToken,
    };
  }

  setState({ Name }: Named, state: 'RUNNING' | 'STOPPED') {
    const pipe = this.get(Name);
    if (stateOf(pipe) !== state) {
      this.release(pipe.Name);
      this.keep({ ...pipe, DesiredState: state, modifiedAt: this.context.clock.now() });
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
    await Promise.all([...this.workers.values(), ...this.draining].map((worker) => worker.abandon()));
  }

  private keep(pipe: StoredPipe): void {
    this.pipes.set(pipe.Name, pipe);
    this.work(pipe);
  }

  private work(pipe: StoredPipe): void {
    if (!this.started || stateOf(pipe) !== 'RUNNING' || this.workers.has(pipe.Name)) return;
    const worker = new PipeWorker(this.context, pipe);
    this.workers.set(pipe.Name, worker);
    worker.start();
  }

  /** Takes the worker away; it finishes what it has begun. */
  private release(name: string): void {
    const worker = this.workers.get(name);
    if (!worker) return;
    this.workers.delete(name);
    this.draining.add(worker);
    void worker.drain().finally(() => this.draining.delete(worker));
  }
}
