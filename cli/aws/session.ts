import { hostname, userInfo } from 'node:os';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { GlobalOptions } from '../terminal/global-options';
import type { Terminal } from '../terminal/terminal';
import { awsConfig, type AwsConfig } from './aws-config';
import { CloudClock } from './cloud-clock';
import { rememberOperations, type SdkClient } from './failed-operation';
import { type OptionalOutputName, type OutputName, StackOutputs } from './stack-outputs';

/** By itself the SDK would wait for ever for an endpoint that takes calls and does not answer. */
const PATIENCE = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/** What a command works with: one run's options, clients and stack. */
export class Session {
  private readonly clients = new Map<unknown, unknown>();
  private readonly clock = new CloudClock();
  private outputs?: StackOutputs;

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
    this.clock.readFrom(client);
    this.clients.set(type, client);
    return client;
  }

  /** Milliseconds since the epoch by the clock of the services, as soon as one has answered. */
  now(): number {
    return this.clock.now();
  }

  /** The same as the records keep it. */
  timestamp(): string {
    return new Date(this.now()).toISOString();
  }

  /** A name that the stack gives out. Throws a `UserError` when it has none. */
  output(name: OutputName): Promise<string> {
    return this.stackOutputs().read(name);
  }

  /** The same for what only some stacks give out. */
  outputIfAny(name: OptionalOutputName): Promise<string | undefined> {
    return this.stackOutputs().find(name);
  }

  /** Who is at the keyboard, for the records: the login here, and the identity in AWS when it may be asked for. */
  async operator(): Promise<string> {
    const login = process.env.REGISTRAR_OPERATOR ?? `${userInfo().username}@${hostname()}`;
    try {
      const { Arn } = await this.client(STSClient).send(new GetCallerIdentityCommand({}));
      return Arn === undefined ? login : `${login} (${Arn})`;
    } catch {
      return login;
    }
  }

  private stackOutputs(): StackOutputs {
    return (this.outputs ??= new StackOutputs(this.client(CloudFormationClient), this.options.stack));
  }
}
