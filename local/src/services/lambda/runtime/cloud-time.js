'use strict';

/** Milliseconds that the cloud's clock, which tests let jump, is ahead of the machine's. */
let ahead = 0;
const MachineDate = Date;
const now = () => MachineDate.now() + ahead;

/** `Date` as handlers see it: the cloud's time. Timers and `performance` keep the machine's. */
globalThis.Date = new Proxy(MachineDate, {
  construct: (date, values, newTarget) =>
    Reflect.construct(date, values.length === 0 ? [now()] : values, newTarget),
  apply: () => new MachineDate(now()).toString(),
  get: (date, member) => (member === 'now' ? now : Reflect.get(date, member)),
});

/** Says what time it is in the cloud; from here on it passes as on this machine. */
function setCloudTime(time) {
  ahead = time - MachineDate.now();
}

module.exports = { setCloudTime };
