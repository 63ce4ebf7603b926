const local = require('./local/jest.config.js');

/** Both suites: the product's tests, which mirror the tree, and the local cloud's own. */
module.exports = {
  projects: ['<rootDir>/local', { ...local, displayName: 'product', roots: ['<rootDir>/test'] }],
  testTimeout: local.testTimeout,
};
