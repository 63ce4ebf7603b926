import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as lambda from '@aws-sdk/client-lambda';
import * as rdsData from '@aws-sdk/client-rds-data';
import * as sns from '@aws-sdk/client-sns';

/** The errors of each API's model, by the prefix that Step Functions gives them. */
const models: Readonly<Record<string, readonly string[]>> = {
  CognitoIdentityProvider: modelled(cognito),
  DynamoDB: modelled(dynamodb),
  EventBridge: modelled(eventbridge),
  Lambda: modelled(lambda),
  RdsData: modelled(rdsData),
  SNS: modelled(sns),
};

/** What Step Functions reports of an error that the API's model lacks, beside the names that every API shares. */
const general: Readonly<Record<string, readonly string[]>> = {
  Lambda: ['AWSLambdaException', 'ClientExecutionTimeoutException', 'Unknown'],
  RdsData: ['RdsDataException'],
};
const shared = ['SdkClientException', 'ThrottlingException', 'AccessDeniedException'];

/** Whether Step Functions can report `<prefix>.<name>`: an exception of the API's model, or a general one. */
export function isKnownError(prefix: string, name: string): boolean {
  return [...(models[prefix] ?? []), ...(general[prefix] ?? []), ...shared].includes(name);
}

/** An error whose name does not end so gets `Exception` behind it (Step Functions guide, "AWS SDK integrations"). */
function modelled(client: object): string[] {
  const classes = Object.entries(client).filter(([, value]) => isErrorClass(value));
  return classes.map(([name]) => (name.endsWith('Exception') ? name : `${name}Exception`));
}

function isErrorClass(value: unknown): boolean {
  return typeof value === 'function' && value.prototype instanceof Error;
}
