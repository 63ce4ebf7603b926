/**
 * In the bundles this stands for libraries that others import and nothing here calls, 63 kB of them: `semver`, by which the tracer
 * looks at clients of the SDK before version 3; JMESPath, by which Powertools finds an idempotency key inside of an event, where ours
 * is a whole argument; the cache of endpoints that DynamoDB's client could be told to discover. Whoever calls one is told so.
 */
function leftOut(): never {
  throw new Error(
    'This library is left out of the bundles of the functions: take its alias out of cdk/bundle-function.ts.',
  );
}

/** Of `semver`. */
export const gte = leftOut;

/** Of `@aws-lambda-powertools/jmespath`. */
export const search = leftOut;

/** Of `@aws-lambda-powertools/jmespath/functions`: made for every configuration, asked only by `search`. */
export class PowertoolsFunctions {}

/** Of `@aws-sdk/endpoint-cache`: made for every client. */
export class EndpointCache {
  readonly get = leftOut;
}
