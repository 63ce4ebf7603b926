'use strict';

/** The errors that the runtime itself reports, by the names Lambda documents ("Troubleshoot execution issues in Lambda"). */
const NAMES = [
  'ImportModuleError',
  'HandlerNotFound',
  'MalformedHandlerName',
  'UserCodeSyntaxError',
  'UnhandledPromiseRejection',
  'CallbackHandlerDeprecated',
  'JSONStringifyError',
  'NodeJsExit',
];

/** `new RuntimeError.HandlerNotFound('…')`: an error whose name is `Runtime.HandlerNotFound`. */
const RuntimeError = Object.fromEntries(NAMES.map((name) => [name, errorNamed(`Runtime.${name}`)]));

/** What Lambda answers for a thrown value: its `name`, not its class, is the type; a value that is no error has its typeof. */
function toPayload(thrown) {
  if (!isError(thrown)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: String(thrown.stack).split('\n') };
}

/** A thrown value as the runtime writes it to the log, behind `Invoke Error`: with the error's own properties. */
function toLogged(thrown) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  try {
    return JSON.stringify(error, (_key, value) => (value instanceof Error ? expand(value) : value));
  } catch {
    return JSON.stringify(toPayload(error));
  }
}

function expand(error) {
  const fields = { errorType: error.name, errorMessage: error.message, code: error.code, ...error };
  return { ...fields, stack: String(error.stack).split('\n') };
}

function isError(value) {
  if (value instanceof Error) return true;
  return ['name', 'message', 'stack'].every((key) => typeof value?.[key] === 'string');
}

function errorNamed(name) {
  const type = class extends Error {};
  type.prototype.name = name;
  return type;
}

module.exports = { RuntimeError, toPayload, toLogged };
