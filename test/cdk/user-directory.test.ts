import { findResource, synthesizeStack } from './synthesize-stack';

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
      PostConfirmation: {
        'Fn::GetAtt': [expect.stringMatching(/^PublishUserRegistered[0-9A-F]{8}$/), 'Arn'],
      },
    });
  });

  it('has a client without a secret, which does not tell who has an account', () => {
    expect(findResource(template, 'AWS::Cognito::UserPoolClient').Properties).toMatchObject({
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
    });
  });
});
