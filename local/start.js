/* For programs that load no TypeScript, such as the global setup of Jest or Vitest: as in local-cloud.js. */
require('tsx');
const { startLocalCloud } = require('./src/local-cloud.ts');
const { synthesize } = require('./src/assembly/synthesize.ts');

module.exports = { startLocalCloud, synthesize };
