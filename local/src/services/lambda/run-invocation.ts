import { randomBytes } from 'node:crypto';
import type { CloudContext } from '../../kernel/cloud-context';
import type { EnvironmentPool } from './environment-pool';
import type { Ending } from './execution-environment';
import { initialisedWithin, type FunctionInstance } from './function-instance';
import { invocationFailure } from './invocation-failure';
import type { LambdaFunction } from './lambda-function';
import { reportLines, startLines, type InvocationReport } from './platform-log';

export interface InvocationRequest {
  readonly lambda: LambdaFunction;
  readonly version: string;
  readonly requestId: string;
  readonly payload: string;
  readonly clientContext?: string;
  /** A fault: the environment is killed so many real milliseconds after the invocation began. */
  readonly crash?: number;
  /** Whether X-Ray gets a trace of it. @default false */
  readonly traced?: boolean;
}

export interface InvocationResult {
  /** The handler's answer or the error document, JSON. */
  readonly payload: string;
  readonly failed: boolean;
  /** The last of the invocation's log. */
  readonly tail: string;
}

/** Largest answer (Lambda quotas: 6 MB; the error's text counts 100 bytes more). */
const LARGEST_RESPONSE = 6 * 1024 * 1024 + 100;

/** Runs one invocation in an environment of the pool, as soon as one is free. Time-outs are real time: no clock speeds a handler up. */
export async function runInvocation(
  context: CloudContext,
  pool: EnvironmentPool<FunctionInstance>,
  request: InvocationRequest,
): Promise<InvocationResult> {
  const instance = await acquire(pool);
  try {
    return await invokeIn(context, instance, request);
  } finally {
    pool.release(instance);
  }
}

/** An initialisation that timed out is done once more, in a new environment. */
async function acquire(pool: EnvironmentPool<FunctionInstance>): Promise<FunctionInstance> {
  const instance = await pool.acquire();
  if ((await instance.initialised).type !== 'timeout') return instance;
  pool.release(instance);
  return pool.acquire();
}

async function invokeIn(
  context: CloudContext,
  instance: FunctionInstance,
  request: InvocationRequest,
): Promise<InvocationResult> {
  const { lambda, requestId, version } = request;
  const { log } = instance;
  const time = () => new Date(context.clock.now());
  log.clearTail();
  const init = await initialisedWithin(instance, lambda.timeoutSeconds * 1000);
  for (const line of startLines(lambda.logging, requestId, version, time())) log.line(line);
  const started = performance.now();
  const ending = init.type === 'ready' ? await invokeReady(context, instance, request) : init;
  const durationMs = performance.now() - started;
  const outcome = outcomeOf(ending, request, time());
  if (outcome.logLine) log.line(outcome.logLine);
  const report = { requestId, version, durationMs, ...memory(ending, lambda), ...outcome };
  const initMs = instance.used ? undefined : init.initMs;
  for (const line of reportLines(lambda.logging, { ...report, initMs }, time())) log.line(line);
  instance.used = true;
  await log.flushed();
  return { payload: outcome.payload, failed: outcome.status !== 'success', tail: log.tail() };
}

async function invokeReady(context: CloudContext, instance: FunctionInstance, request: InvocationRequest) {
  const { lambda, requestId, payload, clientContext, crash, traced } = request;
  const limitMs = lambda.timeoutSeconds * 1000;
  const functionArn = request.version === '$LATEST' ? lambda.arn : `${lambda.arn}:${request.version}`;
  const now = context.clock.now();
  const deadline = now + limitMs;
  const traceId = traceHeader(now, traced);
  const killer = crash === undefined ? undefined : setTimeout(() => instance.dispose(), crash);
  const invocation = { requestId, payload, clientContext, functionArn, now, deadline, traceId };
  return instance.environment.invoke(invocation, limitMs).finally(() => clearTimeout(killer));
}

interface Outcome extends Pick<InvocationReport, 'status' | 'errorType'> {
  readonly payload: string;
  readonly logLine?: string;
}

function outcomeOf(ending: Ending, request: InvocationRequest, time: Date): Outcome {
  if (ending.type === 'response') return responseOutcome(ending.payload);
  if (ending.type === 'error') return { status: 'failure', payload: ending.payload };
  const failure = invocationFailure(ending, request.requestId, request.lambda.timeoutSeconds, time);
  const { errorType, errorMessage, status, logLine } = failure;
  return { status, errorType, logLine, payload: JSON.stringify({ errorType, errorMessage }) };
}

function responseOutcome(payload: string): Outcome {
  if (Buffer.byteLength(payload) <= LARGEST_RESPONSE) return { status: 'success', payload };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`;
  const errorType = 'Function.ResponseSizeTooLarge';
  return { status: 'error', errorType, payload: JSON.stringify({ errorMessage, errorType }) };
}

function memory(ending: Ending, lambda: LambdaFunction) {
  const maxMemoryMb = 'maxRss' in ending ? Math.ceil(ending.maxRss / 1024) : lambda.memoryMb;
  return { memoryMb: lambda.memoryMb, maxMemoryMb: Math.min(maxMemoryMb, lambda.memoryMb) };
}

/** A trace of its own for each invocation. */
function traceHeader(now: number, traced = false): string {
  const root = `1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
  return `Root=${root};Parent=${randomBytes(8).toString('hex')};Sampled=${traced ? 1 : 0}`;
}
