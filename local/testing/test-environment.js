const hooks = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Node's environment, which lets go of a file's async hooks when the file is done. Jest makes an AsyncLocalStorage for each file, and
 * Node 20 and 22 ask every one that was ever run at every promise, as long as the process lives: after a hundred files a test takes
 * five times as long. (Node.js documentation, `asyncLocalStorage.disable()`)
 */
module.exports = class extends TestEnvironment {
  hooked = new Set();

  async setup() {
    await super.setup();
    current = this.hooked;
  }

  async teardown() {
    await super.teardown();
    for (const each of this.hooked) each.disable();
  }
};

/** Those of the file that runs; a worker runs one at a time. */
let current = new Set();

const { AsyncLocalStorage, createHook } = hooks;

hooks.AsyncLocalStorage = class extends AsyncLocalStorage {
  constructor(...options) {
    super(...options);
    current.add(this);
  }
};

hooks.createHook = (callbacks) => {
  const hook = createHook(callbacks);
  current.add(hook);
  return hook;
};
