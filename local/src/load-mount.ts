import { resolve } from 'node:path';
import type { Mount } from './http/mounts';

/** The `mount` that a module exports. Throws for a file that is not there or exports none. */
export function loadMount({ path, file }: { readonly path: string; readonly file: string }): Mount {
  const { mount: open } = load(path, file) as { mount?: Mount['open'] };
  if (typeof open === 'function') return { path, open };
  throw new Error(`--mount ${path}=${file}: the module exports no function "mount".`);
}

function load(path: string, file: string): unknown {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a module that the command line names
    return require(resolve(file));
  } catch (error) {
    throw new Error(
      `--mount ${path}=${file} cannot be loaded: ${(error as Error).message.split('\n')[0]}. Is it built?`,
      { cause: error },
    );
  }
}
