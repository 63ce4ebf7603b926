import { randomUUID } from 'node:crypto';
import { AwsError, unsupported } from '../../kernel/aws-error';
import { invalidParameter, notAuthorized, userNotFound, wrongPassword } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { checkPassword, hashPassword, isPassword } from './password';
import { checkSecretHash } from './secret-hash';
import type { User } from './user';
import type { UserPoolClient } from './user-pool';

type Parameters = Readonly<Record<string, string>>;

interface AuthInput {
  readonly AuthFlow: string;
  readonly AuthParameters?: Parameters;
  readonly ClientId: string;
  readonly UserPoolId?: string;
}

interface ChallengeInput {
  readonly ChallengeName: string;
  readonly ChallengeResponses?: Parameters;
  readonly ClientId: string;
  readonly UserPoolId?: string;
  readonly Session?: string;
}

/** Operation → flows that it serves, each with the setting of the client that allows it. */
const CLIENT_FLOWS: Parameters = {
  USER_PASSWORD_AUTH: 'ALLOW_USER_PASSWORD_AUTH',
  REFRESH_TOKEN_AUTH: 'ALLOW_REFRESH_TOKEN_AUTH',
  REFRESH_TOKEN: 'ALLOW_REFRESH_TOKEN_AUTH',
};
const ADMIN_FLOWS: Parameters = {
  ...CLIENT_FLOWS,
  ADMIN_USER_PASSWORD_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  ADMIN_NO_SRP_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
};

/** Sign-in by password and by refresh token, and the challenge to set a first password. */
export function initiateAuth(dependencies: CognitoDependencies) {
  const sessions = new Map<string, User>();
  const start = (flows: Parameters) => async (input: AuthInput) => {
    const client = dependencies.pools.client(input.ClientId, input.UserPoolId);
    checkFlow(client, input.AuthFlow, flows);
    if (input.AuthFlow.startsWith('REFRESH_TOKEN'))
      return refresh(dependencies, client, input.AuthParameters);
    const user = await userOfPassword(dependencies, client, input.AuthParameters ?? {});
    if (user.status !== 'FORCE_CHANGE_PASSWORD')
      return { ChallengeParameters: {}, AuthenticationResult: await dependencies.tokens.issue(user, client) };
    const Session = randomUUID();
    sessions.set(Session, user);
    return {
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session,
      ChallengeParameters: newPasswordParameters(user),
    };
  };
  const respond = (input: ChallengeInput) => setFirstPassword(dependencies, sessions, input);
  return {
    InitiateAuth: start(CLIENT_FLOWS),
    AdminInitiateAuth: start(ADMIN_FLOWS),
    RespondToAuthChallenge: respond,
    AdminRespondToAuthChallenge: respond,
  };
}

function checkFlow(client: UserPoolClient, flow: string, flows: Parameters): void {
  const setting = flows[flow];
  if (setting === undefined) throw unsupported(`the Cognito authentication flow ${flow} here`);
  // The names without ALLOW_ are the older form of the same settings.
  if (!client.authFlows.includes(setting) && !client.authFlows.includes(setting.replace('ALLOW_', '')))
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

async function refresh(
  { pools, users, tokens }: CognitoDependencies,
  client: UserPoolClient,
  given?: Parameters,
) {
  const claims = await tokens.check(given?.['REFRESH_TOKEN'] ?? '', 'refresh');
  if (claims['client_id'] !== client.id) throw notAuthorized('Invalid Refresh Token');
  const user = users.find(pools.pool(client.poolId), String(claims['username']));
  if (!user?.enabled) throw notAuthorized('User is disabled.');
  const issued = await tokens.issue(user, client);
  return { ChallengeParameters: {}, AuthenticationResult: { ...issued, RefreshToken: undefined } };
}

function newPasswordParameters(user: User): Parameters {
  const attributes = { ...user.attributes, sub: undefined };
  return {
    USER_ID_FOR_SRP: user.username,
    requiredAttributes: '[]',
    userAttributes: JSON.stringify(attributes),
  };
}

/** It confirms the user, but it fires no PostConfirmation trigger. */
async function setFirstPassword(
  { context, pools, users, tokens }: CognitoDependencies,
  sessions: Map<string, User>,
  input: ChallengeInput,
) {
  if (input.ChallengeName !== 'NEW_PASSWORD_REQUIRED')
    throw unsupported(`the Cognito challenge ${input.ChallengeName} here`);
  const client = pools.client(input.ClientId, input.UserPoolId);
  const before = sessions.get(input.Session ?? '');
  if (!before) throw notAuthorized('Invalid session for the user.');
  const password = input.ChallengeResponses?.['NEW_PASSWORD'];
  if (password === undefined) throw invalidParameter('Missing required parameter NEW_PASSWORD');
  checkPassword(password, pools.pool(client.poolId).passwordPolicy);
  const passwordHash = await hashPassword(password);
  const user = users.save({ ...before, passwordHash, status: 'CONFIRMED', modified: context.clock.now() });
  sessions.delete(input.Session ?? '');
  return { ChallengeParameters: {}, AuthenticationResult: await tokens.issue(user, client) };
}
