import { existsSync, watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCdkProject } from './assembly/cdk-project';
import { synthesize } from './assembly/synthesize';
import type { LocalCloud } from './local-cloud';

/** An editor writes a file in several steps. */
const PAUSE_MS = 100;

/**
 * Synthesizes the app again when its inputs change, and brings the running cloud up to date; what goes wrong is told, and the cloud
 * runs on with what it had. Ends when its answer is called.
 */
export function watchApp(
  cloud: Pick<LocalCloud, 'update'>,
  app: string,
  log: (line: string) => void,
): () => void {
  const directory = resolve(app);
  let timer: NodeJS.Timeout | undefined;
  let updating = Promise.resolve();
  const update = () => (updating = updating.then(() => bringUpToDate(cloud, app, log)));
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), PAUSE_MS);
  };
  const paths = readCdkProject(directory).inputs.map((path) => join(directory, path));
  const watchers = paths.filter(existsSync).map((path) => watch(path, { recursive: true }, later));
  return () => {
    clearTimeout(timer);
    watchers.forEach((watcher) => watcher.close());
  };
}

async function bringUpToDate(
  cloud: Pick<LocalCloud, 'update'>,
  app: string,
  log: (line: string) => void,
): Promise<void> {
  const begun = performance.now();
  try {
    const { updated, left } = await cloud.update(await synthesize({ app }));
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    if (updated.length) log(`Live after ${seconds} s: ${updated.join(', ')}`);
    if (left.length) log(`Changed too, but only a new start takes it over: ${left.join(', ')}`);
  } catch (error) {
    log(`Not taken over: ${error instanceof Error ? error.message : String(error)}`);
  }
}
