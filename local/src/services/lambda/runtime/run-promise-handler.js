'use strict';

const { setImmediate } = require('node:timers');
const { onEmptyLoop } = require('./empty-loop');
const { RuntimeError } = require('./errors');

/** Node's exit code for a promise that the main module awaits and nothing can settle any more. */
const UNSETTLED = 13;

/** Runs a handler as the runtimes from Node.js 24 on do: its return value, awaited, is the answer. */
function runPromiseHandler(handler, event, context, answer) {
  onEmptyLoop(() => process.exit(UNSETTLED));
  const answered = (error, value) => {
    onEmptyLoop();
    setImmediate(() => answer(error, value));
  };
  new Promise((resolve) => resolve(handler(event, context))).then(
    (value) => answered(undefined, value),
    (error) => answered(error ?? String(error)),
  );
}

/** From Node.js 24 on a handler with three parameters fails the initialisation ("Define Lambda function handler in Node.js"). */
function refuseCallbackHandler(handler) {
  if (handler.length < 3) return;
  throw new RuntimeError.CallbackHandlerDeprecated(
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
  );
}

module.exports = { runPromiseHandler, refuseCallbackHandler };
