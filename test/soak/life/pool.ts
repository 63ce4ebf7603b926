import type { CloudWatch } from '../../faults/cloud-watch';

/** A user as Cognito has them. */
export interface Member {
  readonly username: string;
  readonly sub: string;
  readonly status: string;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

interface ListedUser {
  readonly Username: string;
  readonly UserStatus: string;
  readonly Enabled: boolean;
  readonly Attributes: readonly { readonly Name: string; readonly Value: string }[];
}

/** The user pool of a cloud, from an administrator's chair. */
export class Pool {
  constructor(private readonly watch: CloudWatch) {}

  /** Everybody, as they are at this moment. */
  async members(): Promise<Member[]> {
    const members: Member[] = [];
    for (let PaginationToken: string | undefined; ;) {
      const input = { UserPoolId: this.id, PaginationToken };
      const page = await this.call<{ Users: ListedUser[]; PaginationToken?: string }>('ListUsers', input);
      members.push(...page.Users.map(toMember));
      PaginationToken = page.PaginationToken;
      if (PaginationToken === undefined) return members;
    }
  }

  admin<Output>(operation: string, Username: string, more: object = {}): Promise<Output> {
    return this.call(`Admin${operation}`, { UserPoolId: this.id, Username, ...more });
  }

  async signUp(Username: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    const { UserPoolClientId: ClientId } = this.watch.cloud.outputs;
    const UserAttributes = attributeList({ email: Username, ...attributes });
    await this.call('SignUp', { ClientId, Username, Password: 'Correct-horse-1', UserAttributes });
  }

  /** The first sign-in by a provider's pages, of which the local cloud has none. */
  async signInFederated(subject: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    const url = `${this.watch.cloud.endpoint}/_local/cognito/federated-sign-in`;
    const body = JSON.stringify({ userPoolId: this.id, provider: 'Google', subject, attributes });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`federated sign-in: ${answer.status} ${await answer.text()}`);
  }

  private get id(): string {
    return this.watch.cloud.outputs.UserPoolId ?? '';
  }

  private call<Output>(operation: string, input: object): Promise<Output> {
    return this.watch.call<Output>('cognito-idp', operation, input);
  }
}

export function attributeList(attributes: Readonly<Record<string, string>>) {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}

function toMember({
  Username: username,
  UserStatus: status,
  Enabled: enabled,
  Attributes,
}: ListedUser): Member {
  const attributes = Object.fromEntries(Attributes.map(({ Name, Value }) => [Name, Value]));
  return { username, sub: attributes.sub ?? '', status, enabled, attributes };
}
