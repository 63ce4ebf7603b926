import type { ErrorNames } from './service-error';

/** A service of `arn:aws:states:::aws-sdk:<id>:<action>`. */
export interface SdkService {
  /** Name of the local service. */
  readonly name: string;
  readonly errors: ErrorNames;
  /** Members that are texts on the wire and may be given as any JSON, which is then written as text. */
  readonly texts?: readonly string[];
}

/** AWS: "Supported AWS SDK service integrations", as far as this cloud serves them. */
export const SDK_SERVICES: Readonly<Record<string, SdkService>> = {
  rdsdata: sdk('rds-data', 'RdsData', ['AccessDeniedException']),
  dynamodb: sdk('dynamodb', 'DynamoDb', ['ThrottlingException']),
  sqs: sdk('sqs', 'Sqs', [], ['MessageBody']),
  sns: sdk('sns', 'Sns', ['ValidationException'], ['Message']),
  eventbridge: sdk('events', 'EventBridge', ['AccessDeniedException', 'ThrottlingException'], ['Detail']),
  lambda: sdk('lambda', 'Lambda', [], ['Payload']),
  secretsmanager: sdk('secretsmanager', 'SecretsManager', []),
  cloudwatchlogs: sdk('logs', 'CloudWatchLogs', [
    'AccessDeniedException',
    'ThrottlingException',
    'UnrecognizedClientException',
    'ValidationException',
  ]),
  cognitoidentityprovider: sdk('cognito-idp', 'CognitoIdentityProvider', ['AccessDeniedException']),
  sfn: sdk('states', 'Sfn', ['ValidationException'], ['Input', 'Output', 'Cause']),
};

function sdk(name: string, prefix: string, modelled: string[], texts?: string[]): SdkService {
  const errors = { prefix, generic: `${prefix}Exception`, service: prefix, modelled, form: 'sdk' as const };
  return { name, errors, texts };
}
