import { cognitoCloud } from './cognito-cloud';

const link = (ProviderAttributeValue: string, SourceUser: object = {}) => ({
  DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue },
  SourceUser: {
    ...{ ProviderName: 'Google', ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: '123' },
    ...SourceUser,
  },
});

async function setUp() {
  const cloud = await cognitoCloud();
  const { UserSub } = await cloud.signUp();
  await cloud.admin('AdminConfirmSignUp', 'ada@example.com');
  const signIn = (subject: string) =>
    cloud.service.signInFederated({ userPoolId: cloud.UserPoolId, provider: 'Google', subject });
  const linkTo = (username: string, source?: object) =>
    cloud.idp('AdminLinkProviderForUser', { UserPoolId: cloud.UserPoolId, ...link(username, source) });
  return { ...cloud, UserSub, signIn, linkTo };
}

it('makes the account at a provider the user that is there, without a trigger', async () => {
  // API reference, AdminLinkProviderForUser
  const { UserSub, signIn, linkTo, attributes, events } = await setUp();
  await linkTo(UserSub);
  expect(await signIn('123')).toEqual({ username: UserSub, sub: UserSub, firstSignIn: false });
  const { identities = '' } = await attributes(UserSub);
  expect(JSON.parse(identities)).toEqual([
    expect.objectContaining({ providerName: 'Google', userId: '123', primary: false }),
  ]);
  expect(events).toHaveLength(1);
});

it('refuses an account that has signed in or is linked already, and a destination that is not there', async () => {
  const { UserSub, signIn, linkTo } = await setUp();
  await signIn('9');
  await expect(linkTo(UserSub, { ProviderAttributeValue: '9' })).rejects.toThrow(
    'Merging is not currently supported',
  );
  await linkTo(UserSub);
  await expect(linkTo(UserSub)).rejects.toThrow('already linked');
  await expect(linkTo('nobody')).rejects.toMatchObject({ code: 'UserNotFoundException' });
});
