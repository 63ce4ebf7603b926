import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;
const EVERY_MS = 50;

/**
 * Calls back when the process holds more memory than the function has; V8's heap has a limit of its own, this one is for
 * buffers. Linux only: elsewhere nothing is watched. The answer ends it.
 */
export function watchMemory(pid: number | undefined, limitMb: number, exceeded: () => void): () => void {
  if (!pid || process.platform !== 'linux') return () => undefined;
  const timer = setInterval(() => {
    if (residentBytes(pid) > limitMb * 1024 * 1024) exceeded();
  }, EVERY_MS);
  return () => clearInterval(timer);
}

function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
