import { awsConfig, type AwsConfig } from './aws-config';
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
  client<Client>(type: new (config: AwsConfig) => Client): Client {
    const known = this.clients.get(type) as Client | undefined;
    const client = known ?? new type(this.config);
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
