import { EndpointCache, gte, PowertoolsFunctions, search } from '../../../tasks/shared/left-out';

describe('what is left out of the bundles', () => {
  it.each([
    ['semver', gte],
    ['JMESPath', search],
    ['the cache of endpoints', () => new EndpointCache().get()],
  ])('says so when it is called: %s', (_library, call) => {
    expect(call).toThrow(
      'left out of the bundles of the functions: take its alias out of cdk/bundle-function.ts',
    );
  });

  it('can be made where it is only made', () => {
    expect([new PowertoolsFunctions(), new EndpointCache()]).toHaveLength(2);
  });
});
