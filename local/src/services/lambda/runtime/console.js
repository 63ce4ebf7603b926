'use strict';

const { format } = require('node:util');

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** A record on stdout that may hold line breaks: begins with RECORD, its line breaks are BREAK (see output-lines.ts). */
const RECORD = '\u001e';
const BREAK = '\u001f';

/**
 * Makes `console` write as the Node.js runtime's does: time, request id, level and message, by tabs or as JSON. Answers the
 * writer for the runtime's own errors. (Lambda guide, "Log and monitor Node.js Lambda functions")
 */
function patchConsole(env, requestId) {
  const json = env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
  const least = Math.max(0, LEVELS.indexOf(env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()));
  const line = json ? jsonLine : textLine;
  for (const [index, level] of LEVELS.entries()) {
    const write = (...values) => writeRecord(line(new Date().toISOString(), requestId(), level, values));
    console[level.toLowerCase()] = index < least ? () => {} : write;
  }
  console.log = console.info;
}

function writeRecord(text) {
  process.stdout.write(`${RECORD}${text.replaceAll('\n', BREAK)}\n`);
}

function textLine(time, requestId, level, values) {
  return `${time}\t${requestId}\t${level}\t${format(...values)}`;
}

function jsonLine(timestamp, requestId, level, values) {
  const head = { timestamp, level, requestId };
  try {
    const message = values.length === 1 ? values[0] : format(...values);
    return JSON.stringify({ ...head, message, ...errorFields(values) }, replaceErrors);
  } catch {
    return JSON.stringify({ ...head, message: format(...values) });
  }
}

function errorFields(values) {
  const error = values.length > 1 && values.find((value) => value instanceof Error);
  return error ? replaceErrors('', error) : {};
}

function replaceErrors(_key, value) {
  if (!(value instanceof Error)) return value;
  const type = { errorType: value.constructor?.name ?? 'UnknownError', errorMessage: value.message };
  return { ...type, stackTrace: String(value.stack).split('\n'), ...value };
}

module.exports = { patchConsole };
