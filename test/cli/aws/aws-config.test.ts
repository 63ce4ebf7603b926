import { awsConfig } from '../../../cli/aws/aws-config';

const local = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };
const dummies = { accessKeyId: 'local', secretAccessKey: 'local' };

describe('awsConfig', () => {
  it('needs nothing against an endpoint on this machine', () => {
    expect(awsConfig({}, local)).toEqual({ region: 'us-east-1', credentials: dummies });
    expect(awsConfig({}, { AWS_ENDPOINT_URL: 'http://[::1]:1' }).credentials).toEqual(dummies);
  });

  it('leaves what is configured alone', () => {
    expect(awsConfig({}, { ...local, AWS_PROFILE: 'dev' })).toEqual({});
    expect(awsConfig({}, { ...local, AWS_ACCESS_KEY_ID: 'x', AWS_REGION: 'eu-west-1' })).toEqual({
      region: 'eu-west-1',
    });
  });

  it('never gives dummies to AWS or to another machine', () => {
    expect(awsConfig({}, {})).toEqual({});
    expect(awsConfig({}, { AWS_ENDPOINT_URL: 'http://127.0.0.1.example.com' })).toEqual({});
  });

  it('takes the option before the variables, and the variable of the AWS CLI too', () => {
    expect(awsConfig({ region: 'a' }, { AWS_REGION: 'b', AWS_DEFAULT_REGION: 'c' })).toEqual({ region: 'a' });
    expect(awsConfig({}, { AWS_DEFAULT_REGION: 'c' })).toEqual({ region: 'c' });
  });
});
