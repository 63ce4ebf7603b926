'use strict';

const { setCloudTime } = require('./cloud-time');
const { patchConsole } = require('./console');
const { RuntimeError, toLogged, toPayload } = require('./errors');
const { onEmptyLoop } = require('./empty-loop');
const { invocationContext } = require('./invocation-context');
const { loadHandler } = require('./load-handler');
const { peakMemory } = require('./peak-memory');
const { serveResponseUrls } = require('./response-url');
const { runCallbackHandler } = require('./run-callback-handler');
const { refuseCallbackHandler, runPromiseHandler } = require('./run-promise-handler');

/**
 * The main module of an execution environment: loads the handler, then serves one invocation after the other. It speaks to
 * execution-environment.ts over Node's IPC channel.
 */

/** Ends an invocation's output on both streams. */
const END = '\u0004';
const { env } = process;
// Output must not wait in this process: it would be lost by an exit, and a flood of it would take all memory.
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);
const write = {
  out: process.stdout.write.bind(process.stdout),
  err: process.stderr.write.bind(process.stderr),
};
const send = process.send.bind(process);
const promisesOnly = Number(/nodejs(\d+)/.exec(env.AWS_EXECUTION_ENV)?.[1]) >= 24;
let requestId;

process.send = undefined;
process.on('disconnect', () => process.exit());
process.on('uncaughtException', (error) => crash('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) =>
  crash('Unhandled Promise Rejection', unhandledRejection(reason), 128),
);
patchConsole(env, () => requestId);
refuseStreaming();
serveResponseUrls(env.AWS_ENDPOINT_URL);
initialise().catch((error) => crash(promisesOnly ? 'Init Error' : 'Uncaught Exception', error, 1));

async function initialise() {
  const handler = await loadHandler(env.LAMBDA_TASK_ROOT, env._HANDLER);
  if (promisesOnly) refuseCallbackHandler(handler);
  process.on('message', (invocation) => run(handler, invocation));
  send({ type: 'ready' });
}

function run(handler, invocation) {
  requestId = invocation.requestId;
  setCloudTime(invocation.now);
  env._X_AMZN_TRACE_ID = invocation.traceId;
  process.channel.unref();
  const context = invocationContext(invocation, env);
  const runHandler = promisesOnly ? runPromiseHandler : runCallbackHandler;
  runHandler(handler, JSON.parse(invocation.payload), context, answer);
}

function answer(error, value) {
  onEmptyLoop();
  process.channel.ref();
  if (error !== undefined) return answerError('Invoke Error', error);
  try {
    finish({ type: 'response', payload: JSON.stringify(value ?? null) ?? 'null' });
  } catch {
    answerError('Invoke Error', notSerialisable());
  }
}

function answerError(title, error, sent) {
  console.error(title, `\t${toLogged(error)}`);
  finish({ type: 'error', payload: JSON.stringify(toPayload(error)) }, sent);
}

function finish(message, sent) {
  write.out(`${END}${requestId}\n`);
  write.err(`${END}${requestId}\n`);
  send({ ...message, maxRss: peakMemory(), exits: Boolean(sent) }, sent);
}

/** Nothing runs on after an error that nobody caught: the environment answers with it and exits. */
function crash(title, error, code) {
  answerError(title, error, () => process.exit(code));
}

function unhandledRejection(reason) {
  return Object.assign(new RuntimeError.UnhandledPromiseRejection(String(reason)), { reason });
}

function notSerialisable() {
  const type = promisesOnly ? RuntimeError.JSONStringifyError : Error;
  return new type('Unable to stringify response body');
}

function refuseStreaming() {
  globalThis.awslambda = {
    streamifyResponse() {
      throw new Error('The local cloud does not support response streaming (awslambda.streamifyResponse).');
    },
  };
}
