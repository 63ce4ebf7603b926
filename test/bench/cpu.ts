import { readFileSync, readdirSync } from 'node:fs';

/** Clock ticks a second of `/proc`; 100 on every Linux that Node.js runs on. */
const TICKS = 100;

/** Milliseconds of processor time that this process and its children (the functions) have used; children on Linux only. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenMs();
}

function childrenMs(): number {
  if (process.platform !== 'linux') return 0;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.reduce((sum, pid) => sum + ownedMs(pid), 0);
}

/** The name of the program stands in parentheses and may hold anything. (proc_pid_stat(5), fields 4, 14 and 15) */
function ownedMs(pid: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[1]) !== process.pid) return 0;
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
