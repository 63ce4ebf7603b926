import { awsConfig, type AwsConfig } from './aws-config';
import { rememberOperations, type SdkClient } from './failed-operation';
import { readStackOutputs, type OutputName } from './stack-outputs';
import type { Terminal } from './terminal';
import { UserError } from './user-error';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly stack: string;
  readonly region?: string;
  readonly profile?: string;
  readonly json?: boolean;
  readonly reveal?: boolean;
}

/** By itself the SDK would wait for ever for an endpoint that takes calls and does not answer. */
const PATIENCE = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/** What a command works with: one run's options, clients and stack. */
export class Session {
  private readonly clients = new Map<unknown, unknown>();
  private outputs?: Promise<ReadonlyMap<string, string>>;

  constructor(
    readonly options: GlobalOptions,
    readonly terminal: Terminal,
    readonly config: AwsConfig = awsConfig(options, process.env),
  ) {}

  /** The SDK client of this class, made once. */
  client<Client extends SdkClient>(type: new (config: AwsConfig) => Client): Client {
    const known = this.clients.get(type) as Client | undefined;
    if (known) return known;
    const client = new type({ ...this.config, requestHandler: PATIENCE });
    rememberOperations(client);
    this.clients.set(type, client);
    return client;
  }

  /** A name that the stack gives out. Throws a `UserError` when it has none. */
  async output(name: OutputName): Promise<string> {
    this.outputs ??= readStackOutputs(this);
    const value = (await this.outputs).get(name);
    if (value !== undefined) return value;
    throw noOutput(this.options.stack, name);
  }
}

function noOutput(stack: string, name: string): Error {
  return new UserError({
    where: `stack ${stack}`,
    what: `has no output ${name}`,
    fix: 'Is it a stack of another product? Choose with --stack, or deploy this version.',
  });
}
