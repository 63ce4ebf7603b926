// PGlite loads its parts with import(), which Jest's module system refuses, so it runs in a thread of its own.
const { Blob } = require('node:buffer');
const { parentPort, workerData } = require('node:worker_threads');
const { PGlite } = require('@electric-sql/pglite');

const started = PGlite.create({ loadDataDir: workerData.snapshot && new Blob([workerData.snapshot]) });

parentPort.on('message', async ({ id, method, args }) => {
  try {
    const result = await (await started)[method](...args);
    parentPort.postMessage({ id, result: method === 'dumpDataDir' ? await result.arrayBuffer() : result });
  } catch (error) {
    // What the server said; PGlite adds the query and its parameters.
    const { message, code, detail, hint, where, constraint } = error;
    parentPort.postMessage({ id, error: { message, code, detail, hint, where, constraint } });
  }
});
