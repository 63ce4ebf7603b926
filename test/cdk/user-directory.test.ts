import { type UserPool, UserPoolOperation } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { buildStack, findResource, synthesizeStack, type Template } from './synthesize-stack';

const { template } = synthesizeStack();
const pool = findResource(template, 'AWS::Cognito::UserPool').Properties;

describe('UserDirectory', () => {
  it('lets people sign up by an e-mail address, whose case makes no difference', () => {
    expect(pool).toMatchObject({
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      AutoVerifiedAttributes: ['email'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    });
  });

  it('calls PublishUserRegistered after a confirmation, and nothing else ever', () => {
    expect(pool['LambdaConfig']).toEqual({
      PostConfirmation: functionArn('PublishUserRegistered'),
    });
  });

  it('keeps the trigger of another kind that an application adds', () => {
    const { app, stack } = buildStack();
    const userPool = stack.registration.userPool as UserPool;
    const code = Code.fromInline('exports.handler = async (event) => event;');
    const handler = new LambdaFunction(stack, 'CheckInvitation', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code,
    });
    userPool.addTrigger(UserPoolOperation.PRE_SIGN_UP, handler);
    process.env.CDK_VALIDATION = 'false';
    const changed = app.synth().getStackByName('UserRegistration').template as Template;

    expect(findResource(changed, 'AWS::Cognito::UserPool').Properties['LambdaConfig']).toEqual({
      PostConfirmation: functionArn('PublishUserRegistered'),
      PreSignUp: functionArn('CheckInvitation'),
    });
  });

  it('is of the cheapest plan, and protects accounts where that is paid for', () => {
    const tierOf = (context: object) =>
      findResource(synthesizeStack({ context }).template, 'AWS::Cognito::UserPool').Properties;

    expect(pool).toMatchObject({ UserPoolTier: 'LITE' });
    expect(pool).not.toHaveProperty('UserPoolAddOns');
    expect(tierOf({ userPoolTier: 'PLUS' })).toMatchObject({
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    });
  });

  it('sends mail by SES when it is given a sender, from the domain that SES knows', () => {
    const { template: withSender } = synthesizeStack({ context: { emailFrom: 'no-reply@example.com' } });
    const { EmailConfiguration } = findResource(withSender, 'AWS::Cognito::UserPool').Properties;

    expect(pool).not.toHaveProperty('EmailConfiguration');
    expect(EmailConfiguration).toMatchObject({
      EmailSendingAccount: 'DEVELOPER',
      From: 'no-reply@example.com',
    });
    expect(JSON.stringify(EmailConfiguration)).toContain(':identity/example.com"');
  });

  it('has a client without a secret, which does not tell who has an account', () => {
    expect(findResource(template, 'AWS::Cognito::UserPoolClient').Properties).toMatchObject({
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
    });
  });
});

function functionArn(id: string): unknown {
  return { 'Fn::GetAtt': [expect.stringMatching(new RegExp(`^${id}[0-9A-F]{8}$`)), 'Arn'] };
}
