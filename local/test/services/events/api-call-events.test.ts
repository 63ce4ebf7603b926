import { createEvents } from '../../../src/services/events/events-service';
import { createCognito } from '../../../src/services/cognito/cognito-service';
import { testCloud } from '../sqs/test-cloud';

async function setUp() {
  const cloud = testCloud([createEvents, createCognito]);
  const started: { detail: Record<string, unknown> }[] = [];
  cloud.fake('states', {
    StartExecution: ({ input }: { input: string }) => void started.push(JSON.parse(input) as never),
  });
  const pool = await cloud.resource('cognito-idp', 'AWS::Cognito::UserPool').create({
    ...{ logicalId: 'Pool', type: 'AWS::Cognito::UserPool', physicalName: 'Pool', properties: {} },
  });
  const follow = async () => {
    const EventPattern = JSON.stringify({
      source: ['aws.cognito-idp'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { requestParameters: { userPoolId: [pool.ref] }, readOnly: [false] },
    });
    await cloud.call('events', 'PutRule', { Name: 'follow', EventPattern });
    const Arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:reconcile';
    const Targets = [{ Id: 'it', Arn, RoleArn: 'arn:aws:iam::000000000000:role/r' }];
    await cloud.call('events', 'PutTargets', { Rule: 'follow', Targets });
  };
  const admin = (operation: string, Username: string, more: object = {}) =>
    cloud.call<Record<string, unknown>>('cognito-idp', operation, {
      UserPoolId: pool.ref,
      Username,
      ...more,
    });
  return { ...cloud, pool, follow, admin, started };
}

it('tells of a write operation on a user, by the sub and without values', async () => {
  // Cognito developer guide, "Amazon Cognito logging in AWS CloudTrail"
  const { follow, admin, started, until, pool } = await setUp();
  await follow();
  const UserAttributes = [{ Name: 'email', Value: 'ada@example.com' }];
  await admin('AdminCreateUser', 'ada', { UserAttributes });
  const { UserAttributes: attributes } = await admin('AdminGetUser', 'ada');
  await admin('AdminDeleteUser', 'ada');
  await until(() => started.length === 2);
  const sub = (attributes as { Name: string; Value: string }[]).find(({ Name }) => Name === 'sub')?.Value;
  expect(started[0]).toMatchObject({
    source: 'aws.cognito-idp',
    'detail-type': 'AWS API Call via CloudTrail',
  });
  expect(started.map(({ detail }) => [detail.eventName, detail.additionalEventData])).toEqual([
    ['AdminCreateUser', { sub }],
    ['AdminDeleteUser', { sub }],
  ]);
  expect(started[0]?.detail).toMatchObject({
    ...{ eventSource: 'cognito-idp.amazonaws.com', eventType: 'AwsApiCall', readOnly: false },
    requestParameters: { userPoolId: pool.ref, username: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
  });
  expect(JSON.stringify(started)).not.toContain('ada@example.com');
});

it('tells of what was refused, with the error', async () => {
  const { follow, admin, started, until } = await setUp();
  await follow();
  await expect(admin('AdminDeleteUser', 'nobody')).rejects.toMatchObject({ code: 'UserNotFoundException' });
  await until(() => started.length === 1);
  expect(started[0]?.detail).toMatchObject({
    ...{ errorCode: 'UserNotFoundException', additionalEventData: {} },
  });
});

it('tells nothing while no rule of the default bus asks for it', async () => {
  const { admin, started, follow, until } = await setUp();
  await admin('AdminCreateUser', 'ada');
  await follow();
  await admin('AdminDisableUser', 'ada');
  await until(() => started.length > 0);
  expect(started.map(({ detail }) => detail.eventName)).toEqual(['AdminDisableUser']);
});
