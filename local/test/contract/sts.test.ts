import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { contractCloud } from './contract-cloud';

const cloud = contractCloud();

it('whoever calls is told whose account it is', async () => {
  // STS API reference, GetCallerIdentity
  expect(await new STSClient(cloud.config).send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: cloud.accountId,
    UserId: expect.any(String) as string,
    Arn: expect.stringContaining(`::${cloud.accountId}:`) as string,
  });
});
