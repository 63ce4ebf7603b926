import { synthesize } from './assembly/synthesize';
import { NotKeptError } from './kernel/data-disk';
import { startLocalCloud } from './local-cloud';
import { loadMount } from './load-mount';
import { readOptions, USAGE } from './options';
import { watchApp } from './watch-app';
import { readWelcome } from './welcome';

/** A message or a timer found the disk full: that work is lost and told, and the cloud serves on. */
process.on('uncaughtException', (error) => {
  if (error instanceof NotKeptError) return;
  console.error(error);
  process.exit(1);
});

/** `local-cloud`: the cloud in the foreground until Ctrl-C. */
async function main(): Promise<void> {
  const { help, app, assembly, welcome, mount, logs, watch, ...options } = readOptions(
    process.argv.slice(2),
    process.env,
  );
  if (help) return console.log(USAGE);
  const text = welcome === undefined ? () => '' : readWelcome(welcome);
  const log = (line: string) => console.error(line);
  const logFunctions = logs ? (line: string) => console.log(line) : undefined;
  const mounts = mount.map(loadMount);
  const assemblyDir = assembly ?? synthesize({ app, log });
  const cloud = await startLocalCloud({ ...options, mounts, assemblyDir, log, logFunctions });
  const { endpoint, outputs } = cloud;
  const unwatch = watch ? watchApp(cloud, app ?? '.', log) : () => {};
  try {
    // Listens first: who reads that it is ready may stop it at once.
    const interrupted = untilInterrupted();
    console.log(`\nReady on ${endpoint}\n\n${text({ endpoint, ...outputs })}\nCtrl-C stops.\n`);
    await interrupted;
  } finally {
    unwatch();
    await cloud.stop();
  }
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(resolve);
  });
}

/** npm passes a signal on to the shell that it started this by, and many shells end without passing it on. */
function whenOrphaned(then: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) then();
  }, 500);
  timer.unref();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
