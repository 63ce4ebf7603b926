import { explainError } from '../../cli/explain-error';

const options = { stack: 'UserRegistration', region: 'eu-west-1' };
const error = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

describe('explainError', () => {
  it.each([
    [
      error('ValidationError', 'Stack with id UserRegistration does not exist'),
      'is not there in eu-west-1',
      '--stack',
    ],
    [error('Error', 'Region is missing'), 'none is configured', '--region'],
    [
      error('CredentialsProviderError', 'Could not load credentials from any providers'),
      'Could not load',
      '--profile',
    ],
    [
      error('ExpiredTokenException', 'The security token is expired', { $metadata: {} }),
      'expired',
      'aws sso login',
    ],
    [
      error('AccessDeniedException', 'User x is not authorized to perform: dynamodb:Query', {
        $metadata: {},
      }),
      'dynamodb:Query',
      'role',
    ],
    [
      error('Error', 'connect ECONNREFUSED 127.0.0.1:4566', { code: 'ECONNREFUSED' }),
      'cannot be reached',
      'npm start',
    ],
    [
      error('ThrottlingException', 'Rate exceeded', { $metadata: {} }),
      'ThrottlingException: Rate exceeded',
      'try again',
    ],
  ])('says what is wrong and what to do: %s', (given, what, fix) => {
    const explained = explainError(given, options, { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });

    expect(explained?.complaint.what).toContain(what);
    expect(explained?.complaint.fix).toContain(fix);
    expect(explained?.message).not.toContain('\n');
  });

  it('leaves faults of the program to be reported as such', () => {
    expect(explainError(new TypeError('x is not a function'), options, {})).toBeUndefined();
  });
});
