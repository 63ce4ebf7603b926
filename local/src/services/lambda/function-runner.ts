import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { EnvironmentPool } from './environment-pool';
import type { FoundFunction } from './function-name';
import { startInstance, type FunctionInstance } from './function-instance';
import type { LambdaFunction } from './lambda-function';
import type { ProcessGuard } from './process-guard';
import { TraceSampling } from './trace-sampling';
import { runInvocation, type InvocationRequest, type InvocationResult } from './run-invocation';

export type FunctionRunner = (request: InvocationRequest) => Promise<InvocationResult>;

/** Runs invocations, each function version in its own pool, within the function's reserved concurrency. */
export class FunctionRunners {
  private readonly pools = new Map<string, { of: LambdaFunction; pool: EnvironmentPool<FunctionInstance> }>();
  private readonly running = new Map<string, number>();
  private readonly samplings = new Map<string, TraceSampling>();

  constructor(
    private readonly context: CloudContext,
    private readonly guard: () => ProcessGuard,
  ) {}

  /** Throws `TooManyRequestsException` when the reserved concurrency is used up. */
  readonly run: FunctionRunner = async (request) => {
    const { name, reservedConcurrency = Infinity } = request.lambda;
    const running = this.running.get(name) ?? 0;
    if (running >= reservedConcurrency) throw throttled();
    this.running.set(name, running + 1);
    try {
      return await runInvocation(this.context, this.poolOf(request), this.sampled(request));
    } finally {
      this.running.set(name, (this.running.get(name) ?? 1) - 1);
    }
  };

  /** Initialises an environment of a function that has none yet. */
  async warm(lambda: LambdaFunction): Promise<void> {
    const pool = this.poolOf({ lambda, version: '$LATEST' });
    const instance = pool.warm();
    if (!instance) return;
    // Given back at once: who comes meanwhile waits for this one instead of starting another.
    pool.release(instance);
    await instance.initialised;
  }

  dispose(): void {
    for (const { pool } of this.pools.values()) pool.dispose();
    this.pools.clear();
  }

  private sampled(request: InvocationRequest): InvocationRequest {
    const { name, tracing } = request.lambda;
    if (tracing !== 'Active') return request;
    const sampling = this.samplings.get(name) ?? new TraceSampling();
    this.samplings.set(name, sampling);
    return { ...request, traced: sampling.takes(this.context.clock.now()) };
  }

  private poolOf({ lambda, version }: FoundFunction): EnvironmentPool<FunctionInstance> {
    const key = `${lambda.name}:${version}`;
    const known = this.pools.get(key);
    if (known?.of === lambda) return known.pool;
    // Its code or configuration was changed: who runs is let run to the end.
    known?.pool.retire();
    const pool = new EnvironmentPool(() => startInstance(this.context, this.guard(), lambda, version));
    this.pools.set(key, { of: lambda, pool });
    return pool;
  }
}

function throttled(): AwsError {
  const Reason = 'ReservedFunctionConcurrentInvocationLimitExceeded';
  return new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, { Reason, Type: 'User' });
}
