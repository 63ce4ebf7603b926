'use strict';

let listener;
process.on('beforeExit', () => listener?.());

/** Sets what happens, instead of the exit, when the event loop is empty; nothing when called without. */
function onEmptyLoop(act) {
  listener = act;
}

module.exports = { onEmptyLoop };
