/** Signing name → the SDK's client package whose schemas say what the service's inputs are. DynamoDB is checked by dynalite. */
export const CLIENTS: Readonly<Record<string, string>> = {
  'cognito-idp': '@aws-sdk/client-cognito-identity-provider',
  events: '@aws-sdk/client-eventbridge',
  lambda: '@aws-sdk/client-lambda',
  logs: '@aws-sdk/client-cloudwatch-logs',
  pipes: '@aws-sdk/client-pipes',
  'rds-data': '@aws-sdk/client-rds-data',
  schemas: '@aws-sdk/client-schemas',
  secretsmanager: '@aws-sdk/client-secrets-manager',
  sns: '@aws-sdk/client-sns',
  sqs: '@aws-sdk/client-sqs',
  states: '@aws-sdk/client-sfn',
  sts: '@aws-sdk/client-sts',
};
