import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { startLocalCloud, type LocalCloud } from '../../src/local-cloud';
import { clientConfig } from '../../testing/client-config';
import { writeAssembly } from '../assembly/write-assembly';

const owners = {
  Resources: {
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolTags: { team: 'identity' } } },
    Queue: { Type: 'AWS::SQS::Queue' },
  },
  Outputs: {
    PoolId: { Value: { Ref: 'Pool' }, Export: { Name: 'Owners:Pool' } },
    QueueUrl: { Value: { Ref: 'Queue' } },
  },
};

let cloud: LocalCloud | undefined;
afterEach(() => cloud?.stop());

describe('a stack beside the stacks of others', () => {
  it('uses what they export and what they put out, and each is told by its name', async () => {
    const assemblyDir = assembly({
      Pool: { Value: { 'Fn::ImportValue': 'Owners:Pool' } },
      Queue: { Value: { 'Fn::GetStackOutput': { StackName: 'Owners', OutputName: 'QueueUrl' } } },
    });

    cloud = await startLocalCloud({ assemblyDir, beside: [template('Owners', owners)], ...NO_DATABASE });
    const client = new CloudFormationClient(clientConfig(cloud.endpoint));
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
    const { Stacks: named } = await client.send(new DescribeStacksCommand({ StackName: 'Owners' }));

    expect(Stacks.map(({ StackName }) => StackName)).toEqual(['Owners', 'Stack']);
    const [poolId, queueUrl] = named?.[0]?.Outputs?.map(({ OutputValue }) => OutputValue) ?? [];
    expect(cloud.outputs).toEqual({ Pool: poolId, Queue: queueUrl });
    expect(poolId).toMatch(/^us-east-1_/);
  });

  it.each([
    ['an export', { 'Fn::ImportValue': 'Owners:Bus' }, 'no stack exports "Owners:Bus"; --beside takes'],
    [
      'an output',
      { 'Fn::GetStackOutput': { StackName: 'Owners', OutputName: 'Bus' } },
      'there is no stack "Owners" with an output "Bus"; --beside takes',
    ],
  ])('is not started without %s that it uses', async (_, Value, words) => {
    const beside = [template('Owners', owners)];

    await expect(
      startLocalCloud({ assemblyDir: assembly({ Bus: { Value } }), beside, ...NO_DATABASE }),
    ).rejects.toThrow(words);
  });

  it('is not started beside a template that is not there', async () => {
    await expect(
      startLocalCloud({ assemblyDir: assembly({}), beside: ['/no/such.json'], ...NO_DATABASE }),
    ).rejects.toThrow('--beside /no/such.json: there is no such template. Give the file of one, as JSON.');
  });
});

/** The embedded one would only load in vain. */
const NO_DATABASE = { databaseUrl: 'postgres://127.0.0.1:1/none' };

function assembly(Outputs: Record<string, { Value: unknown }>): string {
  return writeAssembly({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } }, Outputs });
}

function template(name: string, document: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'beside-')), `${name}.template.json`);
  writeFileSync(file, JSON.stringify(document));
  return file;
}
