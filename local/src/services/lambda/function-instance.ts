import { randomBytes } from 'node:crypto';
import type { CloudContext } from '../../kernel/cloud-context';
import { environmentVariables } from './environment-variables';
import { ExecutionEnvironment, type Ending } from './execution-environment';
import { FunctionLog } from './function-log';
import type { LambdaFunction } from './lambda-function';
import type { ProcessGuard } from './process-guard';

/** Longest initialisation; one that takes longer is done again within the function's time-out (Lambda guide, "Init phase"). */
const INIT_LIMIT_MS = 10_000;

/** One execution environment of one function with its log stream. */
export interface FunctionInstance {
  readonly alive: boolean;
  readonly log: FunctionLog;
  readonly environment: ExecutionEnvironment;
  /** How the initialisation ended, and how many milliseconds it took; the first invocation reports it. */
  readonly initialised: Promise<Ending & { readonly initMs: number }>;
  /** Whether an invocation has been here: it says whether to report the initialisation. */
  used: boolean;
  dispose(): void;
}

/** Starts an environment; its initialisation goes on at once. */
export function startInstance(
  context: CloudContext,
  guard: ProcessGuard,
  lambda: LambdaFunction,
  version: string,
): FunctionInstance {
  const stream = logStreamName(lambda, version, context.clock.now());
  const log = new FunctionLog(context, lambda.logging.LogGroup, stream);
  if (lambda.logging.LogFormat === 'Text') log.line(initStart(lambda, context.region));
  const started = performance.now();
  const environment = new ExecutionEnvironment({
    taskRoot: lambda.code.root,
    memoryMb: lambda.memoryMb,
    variables: environmentVariables(lambda, version, stream, context),
    guard,
    onLine: (text) => log.line(text),
  });
  return {
    log,
    environment,
    used: false,
    get alive() {
      return environment.alive;
    },
    initialised: environment
      .initialised(INIT_LIMIT_MS)
      .then((ending) => ({ ...ending, initMs: performance.now() - started })),
    dispose: () => environment.dispose(),
  };
}

/** How the initialisation ended; one that takes longer than `limitMs` from now ends the environment. */
export function initialisedWithin(
  instance: FunctionInstance,
  limitMs: number,
): FunctionInstance['initialised'] {
  const timer = setTimeout(() => instance.environment.expire(), limitMs);
  return instance.initialised.finally(() => clearTimeout(timer));
}

/** A shared log group has the function's name in the stream's ("Configuring CloudWatch log groups"). */
function logStreamName(lambda: LambdaFunction, version: string, now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  const name = lambda.logging.LogGroup === `/aws/lambda/${lambda.name}` ? '' : lambda.name;
  return `${day}/${name}[${version}]${randomBytes(16).toString('hex')}`;
}

function initStart(lambda: LambdaFunction, region: string): string {
  const version = lambda.runtime.replace(/^nodejs(\d+)\.x$/, 'nodejs:$1');
  return `INIT_START Runtime Version: ${version}.local\tRuntime Version ARN: arn:aws:lambda:${region}::runtime:local`;
}
