import { explainError } from '../../../cli/aws/explain-error';

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
      error('ThrottlingException', 'Rate exceeded', { $metadata: { httpStatusCode: 400 } }),
      'ThrottlingException: Rate exceeded',
      'Nothing was changed by this call',
    ],
    [
      error('InternalFailure', 'Odd', { $metadata: { httpStatusCode: 500 } }),
      'InternalFailure: Odd',
      'Whether it took effect is unknown',
    ],
    [error('Odd', 'no status', { $metadata: {} }), 'Odd: no status', 'Whether it took effect is unknown'],
  ])('says what is wrong and what to do: %s', (given, what, fix) => {
    const explained = explainError(given, options, { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });

    expect(explained?.complaint.what).toContain(what);
    expect(explained?.complaint.fix).toContain(fix);
    expect(explained?.message).not.toContain('\n');
  });

  it('does not ask for an endpoint that is set already', () => {
    const gone = error('ValidationError', 'Stack with id UserRegistration does not exist');
    const fix = (env: NodeJS.ProcessEnv) => explainError(gone, options, env)?.complaint.fix;

    expect(fix({})).toContain('the local cloud needs AWS_ENDPOINT_URL');
    expect(fix({ AWS_ENDPOINT_URL: 'http://x' })).toContain('AWS_ENDPOINT_URL is http://x.');
    expect(fix({ AWS_ENDPOINT_URL: 'http://x' })).not.toContain('needs');
  });

  it('leaves faults of the program to be reported as such', () => {
    expect(explainError(new TypeError('x is not a function'), options, {})).toBeUndefined();
  });
});
