import { cognitoCloud, password } from './cognito-cloud';

describe('SignUp', () => {
  it('sends a code', async () => {
    const { signUp, service } = await cognitoCloud();
    await signUp();
    expect(service.mailbox('ADA@example.com')).toMatchObject([
      { code: expect.stringMatching(/^\d{6}$/) as unknown },
    ]);
  });

  it('keeps no password', async () => {
    const { signUp, context } = await cognitoCloud();
    await signUp();
    const users = [...context.store.map('cognito-users').values()];
    expect(JSON.stringify(users)).not.toContain(password);
  });

  it('lets one of two at the same time win', async () => {
    const { signUp } = await cognitoCloud();
    const outcomes = await Promise.allSettled([signUp(), signUp()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
