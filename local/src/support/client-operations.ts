/** An operation as AWS's own client package knows it. */
export interface ClientOperation {
  readonly name: string;
  /** Method and path of a REST binding. */
  readonly http?: readonly [method: string, path: string];
}

/** Client package of each served service, by signing name. */
export const CLIENT_PACKAGES: Readonly<Record<string, string>> = {
  'cognito-idp': '@aws-sdk/client-cognito-identity-provider',
  events: '@aws-sdk/client-eventbridge',
  sqs: '@aws-sdk/client-sqs',
  pipes: '@aws-sdk/client-pipes',
  states: '@aws-sdk/client-sfn',
  lambda: '@aws-sdk/client-lambda',
  'rds-data': '@aws-sdk/client-rds-data',
  dynamodb: '@aws-sdk/client-dynamodb',
  sns: '@aws-sdk/client-sns',
  logs: '@aws-sdk/client-cloudwatch-logs',
  secretsmanager: '@aws-sdk/client-secrets-manager',
  cloudformation: '@aws-sdk/client-cloudformation',
  schemas: '@aws-sdk/client-schemas',
  sts: '@aws-sdk/client-sts',
};

/** Every operation of a service's API, as its client package exports them. */
export async function clientOperations(service: string): Promise<ClientOperation[]> {
  const exported = (await import(CLIENT_PACKAGES[service] ?? service)) as Record<string, unknown>;
  return Object.keys(exported)
    .filter((name) => /^[A-Z]\w+Command$/.test(name))
    .map((name) => name.slice(0, -'Command'.length))
    .sort()
    .map((name) => ({ name, ...binding(exported[`${name}$`]) }));
}

/** The client's schema of an operation: `[9, namespace, name, { http: [method, path, status] }, …]`. */
function binding(schema: unknown): Pick<ClientOperation, 'http'> {
  const traits: unknown = Array.isArray(schema) ? schema[3] : undefined;
  const http = (traits as { http?: [string, string, number] } | null)?.http;
  return http ? { http: [http[0], http[1]] } : {};
}
