'use strict';

const { setImmediate } = require('node:timers');
const { onEmptyLoop } = require('./empty-loop');
const { RuntimeError } = require('./errors');

/**
 * Runs a handler as the runtimes before Node.js 24 do: it may answer by promise, by callback or by the context's old
 * methods. A callback's answer waits for an empty event loop unless the handler says otherwise.
 */
function runCallbackHandler(handler, event, context, answer) {
  let waits = true;
  let answered = false;
  const once = (act) => (error, value) => {
    if (answered) return;
    answered = true;
    onEmptyLoop();
    act(error ?? undefined, value);
  };
  const done = once((error, value) => answer(error, value));
  const callback = once((error, value) => {
    if (error !== undefined || !waits) answer(error, value);
    else onEmptyLoop(() => setImmediate(() => answer(undefined, value)));
  });
  Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', {
    enumerable: true,
    get: () => waits,
    set(value) {
      waits = value;
    },
  });
  Object.assign(context, {
    done,
    succeed: (value) => done(null, value),
    fail: (error) => done(error ?? 'handled'),
  });
  onEmptyLoop(() => neverAnswered(handler, done));
  try {
    const result = handler(event, context, callback);
    if (typeof result?.then === 'function') result.then(context.succeed, context.fail);
  } catch (error) {
    callback(error);
  }
}

/** The loop is empty and no answer came: an async handler fails, any other answers null. */
function neverAnswered(handler, done) {
  if (handler.constructor.name !== 'AsyncFunction') return done(null, null);
  done(
    new RuntimeError.NodeJsExit(
      'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
    ),
  );
}

module.exports = { runCallbackHandler };
