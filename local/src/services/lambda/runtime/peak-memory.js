'use strict';

const { readFileSync } = require('node:fs');

/**
 * The most memory that this process has held, KiB. Linux counts what the parent held when it started this process into
 * `ru_maxrss`, so there the high-water mark is read instead.
 */
function peakMemory() {
  return highWaterMark() ?? process.resourceUsage().maxRSS;
}

function highWaterMark() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) || undefined;
  } catch {
    return undefined;
  }
}

module.exports = { peakMemory };
