/**
 * Embedded PostgreSQL in a thread of its own, so that a slow statement does not stop the rest of the cloud. Speaks the wire
 * protocol with PGlite; takes `{ id, before, text, types, values }` and answers `{ id, result }` or `{ id, error }`: the result of the
 * statement, or of `before` where there is none.
 */
const { Blob, Buffer } = require('node:buffer');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { parentPort, workerData } = require('node:worker_threads');
const { PGlite, protocol } = require('@electric-sql/pglite');

const { serialize } = protocol;
const opening = open(workerData);
opening.then(
  () => parentPort.postMessage({ id: 'ready' }),
  (error) => parentPort.postMessage({ id: 'ready', error: { message: String(error.stack ?? error) } }),
);

let turn = opening;
parentPort.on('message', (message) => {
  turn = turn.then(
    () => answer(message),
    () => parentPort.postMessage({ id: message.id, error: { message: 'PGlite did not start.' } }),
  );
});

async function open({ dataDir, database, snapshotFile }) {
  const options = { ...(dataDir && { dataDir }), ...(database && { database }) };
  // A process killed while it first set the database up may have left it under its original name.
  if (dataDir && existsSync(join(dataDir, 'PG_VERSION')))
    return PGlite.create(options).catch(() => PGlite.create({ dataDir }));
  if (existsSync(snapshotFile))
    return PGlite.create({ ...options, loadDataDir: new Blob([readFileSync(snapshotFile)]) });
  const fresh = await PGlite.create(options);
  await keepSnapshot(fresh, snapshotFile);
  return fresh;
}

/** Making a cluster takes seconds, unpacking one does not: the next start finds this. */
async function keepSnapshot(database, file) {
  const dump = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer());
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, dump);
  renameSync(`${file}.${process.pid}`, file);
}

async function answer({ id, close, before, text, types, values }) {
  const database = await opening;
  try {
    if (close) await database.close();
    const prepared = before && (await runScript(database, before));
    const result = text === undefined ? prepared : await run(database, text, types, values);
    parentPort.postMessage({ id, result });
  } catch (error) {
    parentPort.postMessage({ id, error: fieldsOf(error) });
  }
}

/** Statements in one message; the rows of all of them. PGlite's own `exec` takes four times as long. */
async function runScript(database, sql) {
  return collected((await database.execProtocol(new Uint8Array(serialize.query(sql)))).messages);
}

async function run(database, text, types, values) {
  const messages = [
    serialize.parse({ text, types }),
    serialize.bind({ values }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ];
  const answers = await database.execProtocol(
    new Uint8Array(Buffer.concat(messages.map((one) => Buffer.from(one)))),
  );
  return collected(answers.messages);
}

/** Rows beyond the Data API's 1 MiB are not handed over: enough are for it to see that there are too many. */
const ENOUGH = 2 * 1_048_576;

function collected(messages) {
  const result = { fields: undefined, rows: [], command: '' };
  let size = 0;
  for (const message of messages) {
    if (message.name === 'rowDescription') result.fields = message.fields.map(plainField);
    if (message.name === 'dataRow' && size <= ENOUGH) {
      result.rows.push(message.fields);
      for (const value of message.fields) size += 4 + (value?.length ?? 0);
    }
    if (message.name === 'commandComplete') result.command = message.text;
    if (message.name === 'copyInResponse' || message.name === 'copyOutResponse') result.copy = message.name;
  }
  return result;
}

function plainField({ name, tableID, columnID, dataTypeID, dataTypeModifier }) {
  return { name, tableID, columnID, dataTypeID, dataTypeModifier };
}

function fieldsOf(error) {
  const { severity, code, message, detail, hint, position } = error;
  return { severity, code, message, detail, hint, position };
}
