const { availableParallelism } = require('node:os');
const local = require('./local/jest.config.js');

/** Both suites: the product's tests, which mirror the tree, and the local cloud's own. */
module.exports = {
  projects: [
    '<rootDir>/local',
    {
      ...local,
      displayName: 'product',
      roots: ['<rootDir>/test'],
      globalSetup: '<rootDir>/test/run-directory.js',
    },
  ],
  // By itself Jest leaves one processor idle; on two that is half of them.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: local.testTimeout,
};
