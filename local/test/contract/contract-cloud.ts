import { rmSync } from 'node:fs';
import { fastForward } from '../../src/kernel/fast-forward';
import { startLocalCloud, type LocalCloud } from '../../src/local-cloud';
import type { Template } from '../../src/assembly/template';
import { writeAssembly } from '../assembly/write-assembly';
import { remoteStack } from './remote-stack';

/** `REMOTE=1 npx jest test/contract` runs the same tests against the account that the environment's credentials open. */
export const REMOTE = process.env.REMOTE === '1';

/** What of a cloud a file of contract tests uses; the stack's resources are made before its first test. */
export interface ContractCloud {
  /** What every SDK client is built with. */
  readonly config: Record<string, unknown>;
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly accountId: string;
  readonly region: string;
  /** Waits for so many seconds of the cloud's time. */
  wait(seconds: number): Promise<void>;
  /** Is run after the file's tests, the last given first; what is gone already is no failure. */
  afterwards(step: () => Promise<unknown>): void;
}

export interface ContractOptions {
  readonly resources?: Template['Resources'];
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** How much faster time passes in the local cloud. @default 20 */
  readonly timeScale?: number;
}

/** Starts the cloud, or deploys the stack to the account, before the tests of a file; takes it down after them. */
export function contractCloud(options: ContractOptions = {}): ContractCloud {
  let cloud: Omit<ContractCloud, 'afterwards'> & { stop(): Promise<void> };
  const undo: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const template = templateOf(options);
    cloud = REMOTE ? await remoteStack(template) : await local(template, options.timeScale ?? 20);
  }, 900_000);
  afterAll(async () => {
    for (const step of undo.reverse()) await step().catch(() => {});
    await cloud?.stop();
  }, 900_000);
  return {
    get config() {
      return cloud.config;
    },
    get outputs() {
      return cloud.outputs;
    },
    get accountId() {
      return cloud.accountId;
    },
    get region() {
      return cloud.region;
    },
    wait: (seconds) => cloud.wait(seconds),
    afterwards: (step) => undo.push(step),
  };
}

/** A test of what only the local cloud can be asked for; against an account it is skipped, saying why. */
export function localOnly(reason: string, title: string, run: () => Promise<void>): void {
  if (REMOTE) it.skip(`${title} (local only: ${reason})`, run);
  else it(title, run);
}

/** A name that no other run uses. */
export function unique(name: string): string {
  return `contract-${name}-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
}

function templateOf({ resources = {}, outputs = {} }: ContractOptions): Template {
  const entries = Object.entries(outputs).map(([name, Value]) => [name, { Value }] as const);
  return { Resources: resources, Outputs: Object.fromEntries(entries) };
}

async function local(template: Template, timeScale: number) {
  const assemblyDir = writeAssembly(template);
  const hasDatabase = Object.values(template.Resources).some(({ Type }) => Type === 'AWS::RDS::DBCluster');
  // Nothing connects to this server; it only keeps the embedded one from loading.
  const databaseUrl = hasDatabase ? process.env.DATABASE_URL : 'postgres://127.0.0.1:1/none';
  const cloud: LocalCloud = await startLocalCloud({ assemblyDir, timeScale, databaseUrl });
  return {
    config: {
      endpoint: cloud.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
      disableHostPrefix: true,
    },
    outputs: cloud.outputs,
    accountId: '000000000000',
    region: 'us-east-1',
    wait: async (seconds: number) => void (await fastForward(cloud, seconds * 1000)),
    stop: async () => {
      await cloud.stop();
      rmSync(assemblyDir, { recursive: true, force: true });
    },
  };
}
