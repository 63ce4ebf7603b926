import { cognitoCloud, password } from './cognito-cloud';

const attributes = (given: Record<string, string>) => ({
  UserAttributes: Object.entries(given).map(([Name, Value]) => ({ Name, Value })),
});

// Cognito API reference, "AdminCreateUser".
describe('AdminCreateUser', () => {
  it('makes a user who must change the password, and fires no trigger', async () => {
    const { admin, events } = await cognitoCloud();
    const given = attributes({ email_verified: 'true', name: 'Ada' });
    expect(await admin('AdminCreateUser', 'ada@example.com', given)).toMatchObject({
      User: { UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true },
    });
    expect(events).toEqual([]);
  });

  it('says nothing of verification where the administrator does not', async () => {
    const cloud = await cognitoCloud();
    await cloud.admin('AdminCreateUser', 'ada@example.com');
    expect(await cloud.attributes('ada@example.com')).not.toHaveProperty('email_verified');
  });

  it('mails the temporary password when asked, and again on RESEND', async () => {
    const { admin, service } = await cognitoCloud();
    const mail = { DesiredDeliveryMediums: ['EMAIL'] };
    await admin('AdminCreateUser', 'ada@example.com', mail);
    await expect(admin('AdminCreateUser', 'ada@example.com', mail)).rejects.toMatchObject({
      code: 'UsernameExistsException',
    });
    await admin('AdminCreateUser', 'ada@example.com', { ...mail, MessageAction: 'RESEND' });
    await admin('AdminCreateUser', 'bob@example.com', { ...mail, MessageAction: 'SUPPRESS' });
    expect(service.mailbox()).toHaveLength(2);
  });
});

describe('an administrator', () => {
  it('changes attributes; a new address is unverified unless the call says so', async () => {
    const cloud = await cognitoCloud();
    await cloud.admin(
      'AdminCreateUser',
      'ada@example.com',
      attributes({ email_verified: 'true', name: 'Ada' }),
    );
    const update = (user: string, given: Record<string, string>) =>
      cloud.admin('AdminUpdateUserAttributes', user, attributes(given));
    await update('ada@example.com', { email: 'ada@new.example', name: '' });
    expect(await cloud.attributes('ada@new.example')).toMatchObject({
      email: 'ada@new.example',
      email_verified: 'false',
    });
    expect(await cloud.attributes('ada@new.example')).not.toHaveProperty('name');
    await expect(cloud.attributes('ada@example.com')).rejects.toThrow('User does not exist.');
    await update('ada@new.example', { email: 'ada@third.example', email_verified: 'true' });
    expect(await cloud.attributes('ada@third.example')).toMatchObject({ email_verified: 'true' });
    await expect(update('ada@third.example', { sub: 'x' })).rejects.toThrow(
      'user.sub: Attribute cannot be updated.',
    );
    await cloud.admin('AdminCreateUser', 'bob@example.com');
    await expect(update('bob@example.com', { email: 'ADA@third.example' })).rejects.toMatchObject({
      code: 'AliasExistsException',
    });
  });

  it('sets a password, for good or until the next sign-in', async () => {
    const { admin, signUp, status } = await cognitoCloud();
    await signUp();
    await admin('AdminSetUserPassword', 'ada@example.com', { Password: password, Permanent: true });
    expect(await status('ada@example.com')).toBe('CONFIRMED');
    await admin('AdminSetUserPassword', 'ada@example.com', { Password: password });
    expect(await status('ada@example.com')).toBe('FORCE_CHANGE_PASSWORD');
  });

  it('deletes a user, whose address is free again', async () => {
    const { admin, signUp } = await cognitoCloud();
    const { UserSub } = await signUp();
    await admin('AdminDeleteUser', 'ada@example.com');
    await expect(admin('AdminGetUser', UserSub)).rejects.toMatchObject({ code: 'UserNotFoundException' });
    expect((await signUp()).UserSub).not.toBe(UserSub);
  });
});
