const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** A directory for what the test files of one run make once and share: see `once-a-run.ts`. */
module.exports = () => {
  const directory = mkdtempSync(join(tmpdir(), 'test-run-'));
  process.env.TEST_RUN_DIRECTORY = directory;
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
};
