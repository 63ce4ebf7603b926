import { isLoopback } from './http/guard-browser';
import type { Mount } from './http/mounts';
import { AwsError } from './kernel/aws-error';

/** How to run the local cloud. */
export interface LocalCloudOptions {
  /** Directory of the synthesized stack (`cdk.out`); a promise lets services load while it is still being synthesized. */
  readonly assemblyDir: string | Promise<string>;
  /** The stack of several that is run, with those that it depends on. @default the only one */
  readonly stack?: string;
  /** Templates of stacks that others own, deployed before it in this order. @default none */
  readonly beside?: readonly string[];
  /** 0 takes a free port. @default 0 */
  readonly port?: number;
  /** Address to listen on. @default 127.0.0.1 */
  readonly host?: string;
  /** Must be set to listen on an address that other machines reach. @default false */
  readonly allowRemote?: boolean;
  /** Keeps the state across restarts. @default in memory */
  readonly dataDir?: string;
  /** Cloud time at which to begin, in milliseconds: a restart must not turn back a clock that was let jump. @default now */
  readonly startAt?: number;
  /** How many cloud seconds pass in one. @default 1 */
  readonly timeScale?: number;
  /** PostgreSQL server for the Data API. @default embedded */
  readonly databaseUrl?: string;
  /** Makes the faults' dice repeatable. */
  readonly seed?: number;
  /** @default us-east-1 */
  readonly region?: string;
  /** @default 000000000000 */
  readonly accountId?: string;
  /** What the application serves beside AWS's services. @default nothing */
  readonly mounts?: readonly Mount[];
  /** A line for the person who watches. @default nobody */
  readonly log?: (line: string) => void;
  /** A line that a function logged, with the function's name before it. @default nobody */
  readonly logFunctions?: (line: string) => void;
}

/** Throws for an address that other machines reach, unless that was asked for. */
export function refuseRemote({ host, allowRemote }: LocalCloudOptions): void {
  if (host === undefined || isLoopback(host) || allowRemote) return;
  throw new Error(
    `--host ${host} lets other machines use this endpoint, which checks no credentials; add --allow-remote if you want that.`,
  );
}

/** Throws for a cloud whose state is kept: what somebody wanted to keep is not thrown away by a request. */
export function refuseResetOfKept({ dataDir, databaseUrl }: LocalCloudOptions): void {
  const kept = dataDir !== undefined ? '--data-dir' : databaseUrl !== undefined ? 'DATABASE_URL' : undefined;
  if (kept === undefined) return;
  throw new AwsError(
    'ValidationException',
    `A cloud with ${kept} is not reset: its state is kept. Stop it, remove that, and start it again.`,
  );
}
