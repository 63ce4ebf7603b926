import { randomUUID } from 'node:crypto';
import { AwsError, unsupported } from '../../kernel/aws-error';
import type { CognitoDependencies } from './cognito-dependencies';
import { invalidParameter, notAuthorized, userNotFound, wrongPassword } from './cognito-errors';
import { isPassword } from './password';
import { checkSecretHash } from './secret-hash';
import type { User } from './user';
import type { UserPoolClient } from './user-pool';

type Parameters = Readonly<Record<string, string>>;

interface AuthInput {
  readonly AuthFlow: string;
  readonly AuthParameters?: Parameters;
  readonly ClientId: string;
}

const SETTING = 'ALLOW_USER_PASSWORD_AUTH';

/** InitiateAuth by password. A temporary password is answered with the challenge to change it, which cannot be met here. */
export function initiateAuth(dependencies: CognitoDependencies) {
  return async (input: AuthInput) => {
    const client = dependencies.pools.client(input.ClientId);
    checkFlow(client, input.AuthFlow);
    const user = await userOfPassword(dependencies, client, input.AuthParameters ?? {});
    if (user.status !== 'FORCE_CHANGE_PASSWORD')
      return { ChallengeParameters: {}, AuthenticationResult: await dependencies.tokens.issue(user, client) };
    return {
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: randomUUID(),
      ChallengeParameters: newPasswordParameters(user),
    };
  };
}

function checkFlow(client: UserPoolClient, flow: string): void {
  if (flow !== 'USER_PASSWORD_AUTH') throw unsupported(`the Cognito authentication flow ${flow}`);
  // The name without ALLOW_ is the older form of the same setting.
  if (!client.authFlows.includes(SETTING) && !client.authFlows.includes(SETTING.replace('ALLOW_', '')))
    throw invalidParameter(`${flow} flow not enabled for this client`);
}

async function userOfPassword(
  { pools, users }: CognitoDependencies,
  client: UserPoolClient,
  parameters: Parameters,
): Promise<User> {
  const { USERNAME: name, PASSWORD: password, SECRET_HASH: secretHash } = parameters;
  if (name === undefined) throw invalidParameter('Missing required parameter USERNAME');
  if (password === undefined) throw invalidParameter('Missing required parameter PASSWORD');
  checkSecretHash(client, name, secretHash);
  const user = users.find(pools.pool(client.poolId), name);
  if (!user && !client.preventUserExistenceErrors) throw userNotFound();
  if (!user || !(await isPassword(password, user.passwordHash))) throw wrongPassword();
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'UNCONFIRMED')
    throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
  return user;
}

function newPasswordParameters(user: User): Parameters {
  const attributes = { ...user.attributes, sub: undefined };
  return {
    USER_ID_FOR_SRP: user.username,
    requiredAttributes: '[]',
    userAttributes: JSON.stringify(attributes),
  };
}
