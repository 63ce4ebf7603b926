import type { CloudContext } from '../../kernel/cloud-context';
import type { Resource, ResourceType } from '../../kernel/service';
import { lettersOf } from './physical-id';
import type { PoolRegistry } from './pool-registry';
import type { UserPoolClient } from './user-pool';

interface ClientProperties {
  readonly UserPoolId: string;
  readonly ClientName?: string;
  readonly GenerateSecret?: boolean | string;
  readonly ExplicitAuthFlows?: readonly string[];
  readonly PreventUserExistenceErrors?: string;
  readonly WriteAttributes?: readonly string[];
  readonly AccessTokenValidity?: number;
  readonly IdTokenValidity?: number;
  readonly RefreshTokenValidity?: number;
  readonly TokenValidityUnits?: Readonly<Record<string, string>>;
}

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
/** Flows of a client that names none (AWS::Cognito::UserPoolClient ExplicitAuthFlows). */
const DEFAULT_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];
const NO_HOSTED_PAGES = 'there are no hosted sign-in pages here';

/** `AWS::Cognito::UserPoolClient`. */
export function userPoolClientResource(context: CloudContext, pools: PoolRegistry): ResourceType {
  return {
    properties: [
      ...['UserPoolId', 'ClientName', 'GenerateSecret', 'ExplicitAuthFlows', 'PreventUserExistenceErrors'],
      ...[
        'WriteAttributes',
        'AccessTokenValidity',
        'IdTokenValidity',
        'RefreshTokenValidity',
        'TokenValidityUnits',
      ],
    ],
    inert: {
      ReadAttributes: 'clients may read every attribute',
      EnableTokenRevocation: 'tokens cannot be revoked',
      RefreshTokenRotation: 'refresh tokens stay',
      AuthSessionValidity: 'challenges last as long as the process',
      AnalyticsConfiguration: 'nothing is analysed',
      EnablePropagateAdditionalUserContextData: 'there is no threat protection',
      SupportedIdentityProviders: NO_HOSTED_PAGES,
      AllowedOAuthFlows: NO_HOSTED_PAGES,
      AllowedOAuthFlowsUserPoolClient: NO_HOSTED_PAGES,
      AllowedOAuthScopes: NO_HOSTED_PAGES,
      CallbackURLs: NO_HOSTED_PAGES,
      DefaultRedirectURI: NO_HOSTED_PAGES,
      LogoutURLs: NO_HOSTED_PAGES,
    },
    create(resource) {
      const client = toClient(context, pools, resource);
      pools.clients.set(client.id, client);
      const attributes = { ClientId: client.id, Name: client.name, ClientSecret: client.secret ?? '' };
      return { ref: client.id, attributes };
    },
  };
}

function toClient(
  context: CloudContext,
  pools: PoolRegistry,
  { properties, physicalName }: Resource,
): UserPoolClient {
  const given = properties as unknown as ClientProperties;
  const id = lettersOf(`${given.UserPoolId}/${physicalName}`, 26, true);
  const secret = String(given.GenerateSecret) === 'true' ? lettersOf(`secret of ${id}`, 51, true) : undefined;
  return {
    id,
    name: given.ClientName ?? physicalName,
    poolId: pools.pool(given.UserPoolId).id,
    created: pools.clients.get(id)?.created ?? context.clock.now(),
    ...(secret && { secret }),
    authFlows: given.ExplicitAuthFlows ?? DEFAULT_FLOWS,
    preventUserExistenceErrors: given.PreventUserExistenceErrors === 'ENABLED',
    ...(given.WriteAttributes && { writeAttributes: given.WriteAttributes }),
    validity: {
      access: seconds(given.AccessTokenValidity ?? 1, given.TokenValidityUnits?.['AccessToken'] ?? 'hours'),
      id: seconds(given.IdTokenValidity ?? 1, given.TokenValidityUnits?.['IdToken'] ?? 'hours'),
      refresh: seconds(
        given.RefreshTokenValidity ?? 30,
        given.TokenValidityUnits?.['RefreshToken'] ?? 'days',
      ),
    },
  };
}

function seconds(count: number, unit: string): number {
  return Number(count) * (SECONDS[unit] ?? 1);
}
