import { cognitoCloud } from './cognito-cloud';

// Cognito API reference, "AdminCreateUser".
describe('AdminCreateUser', () => {
  it('fires no trigger', async () => {
    const { admin, events } = await cognitoCloud();
    await admin('AdminCreateUser', 'ada@example.com');
    expect(events).toEqual([]);
  });

  it('mails the temporary password when asked, and again on RESEND', async () => {
    const { admin, service } = await cognitoCloud();
    const mail = { DesiredDeliveryMediums: ['EMAIL'] };
    await admin('AdminCreateUser', 'ada@example.com', mail);
    await admin('AdminCreateUser', 'ada@example.com', { ...mail, MessageAction: 'RESEND' });
    await admin('AdminCreateUser', 'bob@example.com', { ...mail, MessageAction: 'SUPPRESS' });
    expect(service.mailbox()).toHaveLength(2);
  });
});
