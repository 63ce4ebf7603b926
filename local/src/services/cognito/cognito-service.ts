import type { CloudContext } from '../../kernel/cloud-context';
import { constrained } from '../../kernel/constraints';
import type { LocalRoute, Operation, Service } from '../../kernel/service';
import { adminCreateUser } from './admin-create-user';
import { adminLinkProviderForUser } from './admin-link-provider-for-user';
import { adminUsers } from './admin-users';
import { COGNITO_CONSTRAINTS } from './cognito-constraints';
import { invalidParameter } from './cognito-errors';
import { confirmSignUp } from './confirm-sign-up';
import type { CognitoDependencies } from './cognito-dependencies';
import { userPoolClientResource } from './create-user-pool-client';
import { userPoolResource } from './create-user-pool';
import { describeUserPool } from './describe-user-pool';
import { federatedSignIn, type FederatedSignIn } from './federated-sign-in';
import { forgotPassword } from './forgot-password';
import { getUser } from './get-user';
import { inertResources } from './inert-resources';
import { initiateAuth } from './initiate-auth';
import { listUsers } from './list-users';
import { Mailbox, type Message } from './mailbox';
import { ownAccount } from './own-account';
import { poolMfa } from './pool-mfa';
import { PoolRegistry } from './pool-registry';
import { postConfirmation } from './post-confirmation';
import { signUp } from './sign-up';
import { TokenIssuer } from './token-issuer';
import { tellingSubject } from './told-subject';
import { updateUserPool } from './update-user-pool';
import { UserDirectory } from './user-directory';

export interface CognitoService extends Service {
  /** Messages to users, oldest first. */
  mailbox(to?: string): Message[];
  /** A sign-in through an identity provider. */
  signInFederated(input: FederatedSignIn): Promise<{ username: string; sub: string; firstSignIn: boolean }>;
}

/** Amazon Cognito user pools: sign-up, confirmation, recovery, sign-in by password, administration. */
export function createCognito(context: CloudContext): CognitoService {
  const dependencies = createDependencies(context);
  const { pools, mailbox } = dependencies;
  return {
    name: 'cognito-idp',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'AWSCognitoIdentityProviderService' },
    members: 'pascal',
    operations: constrained(
      tellingSubject(dependencies, operationsOf(dependencies)),
      COGNITO_CONSTRAINTS,
      invalidParameter,
    ),
    lists: ['ListUsers'],
    resources: {
      'AWS::Cognito::UserPool': userPoolResource(context, pools),
      'AWS::Cognito::UserPoolClient': userPoolClientResource(context, pools),
      ...inertResources,
    },
    local: localRoutes(dependencies),
    mailbox: (to) => mailbox.messages(to),
    signInFederated: federatedSignIn(dependencies),
  };
}

function operationsOf(dependencies: CognitoDependencies): Record<string, Operation> {
  return {
    SignUp: signUp(dependencies),
    ...confirmSignUp(dependencies),
    ...forgotPassword(dependencies),
    InitiateAuth: initiateAuth(dependencies),
    GetUser: getUser(dependencies),
    AdminCreateUser: adminCreateUser(dependencies),
    ...adminUsers(dependencies),
    ...ownAccount(dependencies),
    AdminLinkProviderForUser: adminLinkProviderForUser(dependencies),
    ListUsers: listUsers(dependencies),
    DescribeUserPool: describeUserPool(dependencies),
    UpdateUserPool: updateUserPool(dependencies),
    ...poolMfa(dependencies),
  };
}

function createDependencies(context: CloudContext): CognitoDependencies {
  const pools = new PoolRegistry(context.store);
  return {
    context,
    pools,
    users: new UserDirectory(
      context.store,
      (id) => pools.pools.get(id),
      () => context.clock.now(),
    ),
    mailbox: new Mailbox(context),
    tokens: new TokenIssuer(context),
    postConfirmation: postConfirmation(context),
  };
}

function localRoutes(dependencies: CognitoDependencies): LocalRoute[] {
  const { mailbox } = dependencies;
  const signIn = federatedSignIn(dependencies);
  return [
    {
      method: 'GET',
      path: 'cognito/mailbox',
      handle: ({ query }) => ({ messages: mailbox.messages(query.get('to') ?? undefined) }),
    },
    {
      method: 'POST',
      path: 'cognito/federated-sign-in',
      handle: ({ body }) => signIn((body ?? {}) as FederatedSignIn),
    },
  ];
}
