import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Session } from '../aws/session';
import { type Reading, readPart } from '../status/reading';
import { allows, statementsOf } from './policy-statements';

/** Does the pool call our function after a confirmation? */
export function readTrigger(session: Session): Promise<Reading> {
  return readPart(session, 'trigger', async () => {
    const UserPoolId = await session.output('UserPoolId');
    const functionArn = await session.output('TriggerFunctionArn');
    const command = new DescribeUserPoolCommand({ UserPoolId });
    const { UserPool } = await session.client(CognitoIdentityProviderClient).send(command);
    const trigger = UserPool?.LambdaConfig?.PostConfirmation;
    if (trigger === functionArn)
      return { level: 'green', says: `${UserPoolId} calls ${nameOf(functionArn)}` };
    const says = `${UserPoolId} calls ${trigger === undefined ? 'no function' : nameOf(trigger)} after a confirmation`;
    return missing(says, functionArn, await session.output('UserPoolTrigger'));
  });
}

/** May the pool call it? If not, Cognito refuses every confirmation. */
export function readPermission(session: Session): Promise<Reading> {
  return readPart(session, 'permission', async () => {
    const FunctionName = await session.output('TriggerFunctionArn');
    const poolArn = poolArnOf(FunctionName, await session.output('UserPoolId'));
    const statements = statementsOf(await policyOf(session, FunctionName));
    const wanted = {
      principal: COGNITO,
      action: 'lambda:InvokeFunction',
      resource: FunctionName,
      context: { 'aws:sourcearn': poolArn, 'aws:sourceaccount': poolArn.split(':')[4] ?? '' },
    };
    if (statements.some((statement) => allows(statement, wanted)))
      return { level: 'green', says: `the pool may invoke ${nameOf(FunctionName)}` };
    return {
      level: 'red',
      says: `the pool may not invoke ${nameOf(FunctionName)}; a pool that calls it refuses every confirmation. Give it the right:`,
      then: [addPermission(FunctionName, poolArn)],
    };
  });
}

const COGNITO = 'cognito-idp.amazonaws.com';

/** Who has to give the pool its trigger depends on `userPoolTrigger`. */
function missing(says: string, functionArn: string, by: string): Omit<Reading, 'part'> {
  if (by === 'none')
    return {
      level: 'green',
      says: `${says}, as userPoolTrigger none has it; that function, or another, invokes ours`,
    };
  const owner = `Whoever makes the pool deploys it with UserRegistration.addTriggerTo(userPool), or LambdaConfig { PostConfirmation: ${functionArn} }.`;
  const attach = 'Deploy once with userPoolTrigger none, then again with attach.';
  return {
    level: 'red',
    says: `${says}: nobody who signs up is registered. ${by === 'attach' ? attach : owner}`,
  };
}

async function policyOf(session: Session, FunctionName: string): Promise<string | undefined> {
  try {
    return (await session.client(LambdaClient).send(new GetPolicyCommand({ FunctionName }))).Policy;
  } catch (error) {
    // A function without a policy.
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function addPermission(functionArn: string, poolArn: string): string {
  return [
    'aws lambda add-permission --statement-id UserPool --action lambda:InvokeFunction',
    `--function-name ${functionArn} --principal ${COGNITO}`,
    `--source-arn ${poolArn} --source-account ${poolArn.split(':')[4]}`,
  ].join(' ');
}

function poolArnOf(functionArn: string, userPoolId: string): string {
  const [arn, partition, , region, account] = functionArn.split(':');
  return [arn, partition, 'cognito-idp', region, account, `userpool/${userPoolId}`].join(':');
}

function nameOf(functionArn: string): string {
  return functionArn.split(':')[6] ?? functionArn;
}
