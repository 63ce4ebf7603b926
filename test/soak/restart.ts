import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud, type LocalCloud } from 'local-cloud';

/** A local cloud whose state outlives it, and how it is started again. */
export interface RestartedCloud {
  readonly cloud: LocalCloud;
  /** Stops it in the middle of its work; answers the one that goes on from there. */
  readonly restart: (cloud: LocalCloud) => Promise<LocalCloud>;
  /** Stops the last one and forgets its state. */
  end(): Promise<void>;
}

/** Starts a local cloud on a data directory of its own. */
export async function startRestartable(
  assemblyDir: string | Promise<string>,
  seed: number,
): Promise<RestartedCloud> {
  const dataDir = mkdtempSync(join(tmpdir(), 'soak-'));
  const start = (more: { seed: number; startAt?: number }) =>
    startLocalCloud({ assemblyDir, dataDir, ...more });
  let living = await start({ seed });
  return {
    cloud: living,
    async restart(cloud) {
      const startAt = cloud.clock.now();
      await cloud.stop();
      return (living = await start({ seed: ++seed, startAt }));
    },
    async end() {
      await living.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
