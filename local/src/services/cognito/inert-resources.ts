import type { ResourceType } from '../../kernel/service';

/** Types that come along with sign-in pages and groups; they are accepted and do nothing here. */
export const inertResources: Readonly<Record<string, ResourceType>> = {
  'AWS::Cognito::UserPoolDomain': inert('there are no hosted sign-in pages here', [
    ...['UserPoolId', 'Domain', 'CustomDomainConfig', 'ManagedLoginVersion'],
  ]),
  'AWS::Cognito::UserPoolIdentityProvider': inert(
    'federated users come by POST /_local/cognito/federated-sign-in',
    ['UserPoolId', 'ProviderName', 'ProviderType', 'ProviderDetails', 'AttributeMapping', 'IdpIdentifiers'],
  ),
  'AWS::Cognito::UserPoolGroup': inert('no operation on groups is served', [
    ...['UserPoolId', 'GroupName', 'Description', 'Precedence', 'RoleArn'],
  ]),
};

function inert(reason: string, properties: readonly string[]): ResourceType {
  return {
    properties: [],
    inert: Object.fromEntries(properties.map((property) => [property, reason])),
    create: ({ physicalName }) => ({ ref: physicalName }),
  };
}
