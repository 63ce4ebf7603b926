/** An attribute as the API carries it. */
export interface AttributeType {
  readonly Name: string;
  readonly Value?: string;
}

export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'EXTERNAL_PROVIDER';

/** A code that was sent to a user. */
export interface SentCode {
  readonly purpose: 'SignUp' | 'ForgotPassword' | 'Verify email' | 'Verify phone_number';
  readonly value: string;
  readonly expires: number;
  readonly attempts: number;
}

/** A user of a pool. JSON, kept in the store; the password only as a hash. */
export interface User {
  readonly poolId: string;
  readonly username: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly passwordHash?: string;
  readonly created: number;
  readonly modified: number;
  readonly code?: SentCode | undefined;
}

/** A user as AdminCreateUser and ListUsers give it. */
export function userOutput(user: User, only?: readonly string[]) {
  const attributes = attributeList(user.attributes);
  return {
    Username: user.username,
    Attributes: only ? attributes.filter(({ Name }) => only.includes(Name)) : attributes,
    ...userState(user),
  };
}

export function userState(user: User) {
  return {
    UserCreateDate: new Date(user.created),
    UserLastModifiedDate: new Date(user.modified),
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

export function attributeList(attributes: Readonly<Record<string, string>>): AttributeType[] {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}

export function attributeRecord(list: readonly AttributeType[] = []): Record<string, string> {
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value ?? '']));
}

/** The user's `sub`, which is also the username in pools whose users sign in by an address. */
export function subOf(user: User): string {
  return user.attributes['sub'] ?? '';
}
