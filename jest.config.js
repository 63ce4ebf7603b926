// The SDK says at every start that a future version will drop Node 20; the lock file holds the version that runs.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const { availableParallelism } = require('node:os');

/** Tests mirror the tree; swc only strips the types, `npm run types` checks them. */
module.exports = {
  testEnvironment: 'node',
  // By itself Jest leaves one processor idle; on two that is half of them.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  roots: ['<rootDir>/test', '<rootDir>/local/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(ts|js|mjs)$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(uuid)/)'],
  // A guard against what hangs, not a measure: machines differ, and are shared.
  testTimeout: 120_000,
};
