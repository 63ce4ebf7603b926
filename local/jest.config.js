const { join } = require('node:path');

// The SDK says at every start that a future version will drop Node 20; the lock file holds the version that runs.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** The tests of the local cloud alone; the root's configuration runs them beside the product's. */
module.exports = {
  displayName: 'local-cloud',
  testEnvironment: join(__dirname, 'testing/test-environment.js'),
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    // swc only strips the types, `npm run types` checks them. Libraries are loaded when they are used, so that a test waits for no other.
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs', lazy: true },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(uuid)/)'],
  // A guard against what hangs, not a measure: machines differ, and are shared.
  testTimeout: 120_000,
};
