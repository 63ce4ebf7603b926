import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { fastForward } from 'local-cloud/kernel/fast-forward';
import { synthesize } from 'local-cloud/synthesize';
import { CloudWatch } from '../faults/cloud-watch';
import { beginRun, endRun, type RunEnd } from '../faults/reconcile-run';

const DAY = 24 * 3_600_000;

interface CognitoUser {
  readonly UserStatus: string;
  readonly Attributes: readonly { Name: string; Value: string }[];
}

/** A local cloud with the stack, whose users come, change and go behind the back of every trigger. */
export class ReconciledCloud {
  private constructor(
    readonly cloud: LocalCloud,
    readonly watch: CloudWatch,
  ) {}

  static async start(): Promise<ReconciledCloud> {
    const cloud = await startLocalCloud({ assemblyDir: synthesize(), seed: 12 });
    const watch = new CloudWatch(cloud);
    await watch.start();
    return new ReconciledCloud(cloud, watch);
  }

  async stop(): Promise<void> {
    this.watch.end();
    await this.cloud.stop();
  }

  /** Calls Cognito as an administrator. */
  admin<Answer = unknown>(operation: string, Username: string, more: object = {}): Promise<Answer> {
    const { UserPoolId } = this.cloud.outputs;
    return this.watch.call<Answer>('cognito-idp', operation, { UserPoolId, Username, ...more });
  }

  /** Somebody signs up and does not confirm. Their `sub`. */
  async signUp(email: string): Promise<string> {
    const input = {
      ClientId: this.cloud.outputs.UserPoolClientId,
      Username: email,
      Password: 'Correct-horse-1',
      UserAttributes: [{ Name: 'email', Value: email }],
    };
    return (await this.watch.call<{ UserSub: string }>('cognito-idp', 'SignUp', input)).UserSub;
  }

  /** Somebody signs up, confirms, and is registered. */
  async register(email: string): Promise<string> {
    const sub = await this.signUp(email);
    await this.admin('AdminConfirmSignUp', email);
    await this.settle();
    return sub;
  }

  /** Somebody signs in by Google for the first time. Their `sub`. */
  async federate(email: string): Promise<string> {
    const body = {
      ...{ userPoolId: this.cloud.outputs.UserPoolId, provider: 'Google', subject: email },
      attributes: { email },
    };
    const url = `${this.cloud.endpoint}/_local/cognito/federated-sign-in`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    await this.settle();
    return ((await response.json()) as { sub: string }).sub;
  }

  /** Lets time pass until every event has its outcome. */
  private async settle(): Promise<void> {
    await fastForward(this.cloud, DAY / 2, async () => (await this.watch.inQueue()) === 0);
  }

  /** An administrator makes a user; no trigger tells. */
  async invite(email: string, values: Record<string, string> = {}): Promise<string> {
    const UserAttributes = attributes({ email, ...values });
    const { User } = await this.admin<{ User: CognitoUser }>('AdminCreateUser', email, { UserAttributes });
    return byName(User).sub ?? '';
  }

  change(username: string, values: Record<string, string>): Promise<unknown> {
    return this.admin('AdminUpdateUserAttributes', username, { UserAttributes: attributes(values) });
  }

  /** The attributes of every user who should have a row. */
  async pool(): Promise<Record<string, string>[]> {
    const { UserPoolId } = this.cloud.outputs;
    const { Users } = await this.watch.call<{ Users: CognitoUser[] }>('cognito-idp', 'ListUsers', {
      UserPoolId,
    });
    return Users.filter(({ UserStatus }) => UserStatus !== 'UNCONFIRMED').map(byName);
  }

  /** Starts a run. */
  begin(input: object): Promise<string> {
    return beginRun(this.watch, input);
  }

  /** Lets time pass until the run has ended, or until this holds. */
  end(executionArn: string, until?: () => boolean): Promise<RunEnd> {
    return endRun(this.watch, executionArn, until);
  }

  /** Starts a run and lets time pass until it has ended. */
  async reconcile(input: object): Promise<RunEnd> {
    return this.end(await this.begin(input));
  }
}

function attributes(values: Record<string, string>) {
  return Object.entries({ email_verified: 'true', ...values }).map(([Name, Value]) => ({ Name, Value }));
}

function byName({ Attributes }: CognitoUser): Record<string, string> {
  return Object.fromEntries(Attributes.map(({ Name, Value }) => [Name, Value]));
}
