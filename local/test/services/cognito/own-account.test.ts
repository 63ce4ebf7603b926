import { cognitoCloud, password } from './cognito-cloud';

async function signedIn(pool: object = {}) {
  const cloud = await cognitoCloud({ pool });
  await cloud.signUp();
  await cloud.idp('ConfirmSignUp', {
    ...{ ClientId: cloud.ClientId, Username: 'ada@example.com', ConfirmationCode: cloud.code() },
  });
  const { AuthenticationResult } = await cloud.idp<{ AuthenticationResult: { AccessToken: string } }>(
    'InitiateAuth',
    {
      ...{ ClientId: cloud.ClientId, AuthFlow: 'USER_PASSWORD_AUTH' },
      AuthParameters: { USERNAME: 'ada@example.com', PASSWORD: password },
    },
  );
  const own = (operation: string, more: object = {}) =>
    cloud.idp(operation, { AccessToken: AuthenticationResult.AccessToken, ...more });
  const update = (Name: string, Value: string) =>
    own('UpdateUserAttributes', { UserAttributes: [{ Name, Value }] });
  return { ...cloud, own, update };
}

it('takes a new address at once, and verifies it by the code that was sent to it', async () => {
  // API reference, UpdateUserAttributes and VerifyUserAttribute
  const { update, own, attributes, code, events, clock, admin } = await signedIn();
  clock.advance(1000);
  expect(await update('email', 'ada@new.example')).toEqual({
    CodeDeliveryDetailsList: [{ AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@n***' }],
  });
  expect(await attributes('ada@new.example')).toMatchObject({
    email: 'ada@new.example',
    email_verified: 'false',
  });
  await own('VerifyUserAttribute', { AttributeName: 'email', Code: code('ada@new.example') });
  expect(await attributes('ada@new.example')).toMatchObject({ email_verified: 'true' });
  const user = await admin('AdminGetUser', 'ada@new.example');
  expect(user.UserLastModifiedDate).toEqual(new Date(clock.now()));
  // No trigger tells of it.
  expect(events).toHaveLength(1);
});

it('refuses what is another user’s, and what only Cognito and administrators write', async () => {
  const { update, signUp } = await signedIn();
  await signUp('bernd@example.com');
  await expect(update('email', 'bernd@example.com')).rejects.toMatchObject({ code: 'AliasExistsException' });
  await expect(update('email_verified', 'true')).rejects.toMatchObject({ code: 'NotAuthorizedException' });
});

it('lets attributes go, with what was verified of them', async () => {
  const { update, own, attributes, admin } = await signedIn();
  await update('phone_number', '+4930123');
  await own('DeleteUserAttributes', { UserAttributeNames: ['phone_number'] });
  expect(Object.keys(await attributes('ada@example.com')).sort()).toEqual(['email', 'email_verified', 'sub']);
  await update('name', 'Ada');
  await admin('AdminDeleteUserAttributes', 'ada@example.com', { UserAttributeNames: ['name'] });
  expect(await attributes('ada@example.com')).not.toHaveProperty('name');
});

it('is deleted by its user, and its address is free again', async () => {
  const { own, admin, signUp } = await signedIn();
  await own('DeleteUser');
  await expect(admin('AdminGetUser', 'ada@example.com')).rejects.toMatchObject({
    code: 'UserNotFoundException',
  });
  await expect(own('DeleteUser')).rejects.toMatchObject({ code: 'UserNotFoundException' });
  await expect(signUp()).resolves.toHaveProperty('UserSub');
});

it('does nothing while it is disabled', async () => {
  const { admin, update } = await signedIn();
  await admin('AdminDisableUser', 'ada@example.com');
  await expect(update('name', 'Ada')).rejects.toMatchObject({
    ...{ code: 'NotAuthorizedException', message: 'User is disabled.' },
  });
});
