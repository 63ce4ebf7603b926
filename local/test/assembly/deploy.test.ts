import type { Resource, ResourceType } from '../../src/kernel/service';
import { fakeService, startDeployment } from './start-deployment';

/** A type that notes what it is asked to make. */
function recorder(properties: string[] = ['Name', 'Target']) {
  const made: Resource[] = [];
  const type: ResourceType = {
    properties,
    inert: { Tags: 'nobody reads them' },
    create: (resource) => {
      made.push(resource);
      return { ref: `ref-${resource.logicalId}`, attributes: { Arn: `arn-${resource.logicalId}` } };
    },
  };
  return { made, type };
}

describe('deploy', () => {
  it('makes resources with resolved properties, what is referred to first', async () => {
    const { made, type } = recorder();
    const template = {
      Resources: {
        B: { Type: 'X::Y::Z', Properties: { Target: { 'Fn::GetAtt': ['A', 'Arn'] }, Tags: [] } },
        A: { Type: 'X::Y::Z', Properties: { Name: { 'Fn::Sub': '${AWS::StackName}-a' } } },
      },
      Outputs: { Name: { Value: { Ref: 'B' }, Description: 'a name', Export: { Name: 'exported' } } },
    };
    const { stack, done } = startDeployment(template, [fakeService('x', { 'X::Y::Z': type })]);
    await done;
    expect(made).toEqual([
      { logicalId: 'A', type: 'X::Y::Z', properties: { Name: 'S-a' }, physicalName: 'S-A' },
      { logicalId: 'B', type: 'X::Y::Z', properties: { Target: 'arn-A', Tags: [] }, physicalName: 'S-B' },
    ]);
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(stack.outputs).toEqual([
      { key: 'Name', value: 'ref-B', description: 'a name', exportName: 'exported' },
    ]);
    expect([...stack.resources.keys()]).toEqual(['A', 'B']);
  });

  it('lists everything that it would have to ignore before it makes anything', async () => {
    const { made, type } = recorder();
    const template = {
      Resources: {
        A: { Type: 'X::Y::Z', Properties: { Name: 'a', Colour: 'red', Size: 1 } },
        B: { Type: 'AWS::S3::Bucket' },
        C: { Type: 'X::Y::Z' },
      },
    };
    const { done } = startDeployment(template, [fakeService('x', { 'X::Y::Z': type })]);
    await expect(done).rejects.toThrow(
      [
        'The local cloud does not support 3 things in the template:',
        '  A.Colour: this property of X::Y::Z would have no effect',
        '  A.Size: this property of X::Y::Z would have no effect',
        '  B: no service makes AWS::S3::Bucket',
      ].join('\n'),
    );
    expect(made).toEqual([]);
  });

  it('overlooks a property that AWS::NoValue takes away, and a resource whose condition is false', async () => {
    const { made, type } = recorder();
    const NoValue = { Ref: 'AWS::NoValue' };
    const template = {
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      Resources: {
        A: { Type: 'X::Y::Z', Properties: { Colour: NoValue, Size: { 'Fn::If': ['No', 1, NoValue] } } },
        B: { Type: 'AWS::S3::Bucket', Condition: 'No' },
      },
      Outputs: { Bucket: { Condition: 'No', Value: { Ref: 'B' } } },
    };
    const { stack, done } = startDeployment(template, [fakeService('x', { 'X::Y::Z': type })]);
    await done;
    expect(made.map(({ properties }) => properties)).toEqual([{}]);
    expect(stack.outputs).toEqual([]);
  });

  it('takes types that do nothing here, with the ARNs that AWS would give them', async () => {
    const { made, type } = recorder();
    const template = {
      Resources: {
        Role: { Type: 'AWS::IAM::Role' },
        Key: { Type: 'AWS::KMS::Key' },
        Subnet: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'z' } },
        A: {
          Type: 'X::Y::Z',
          Properties: {
            Name: [
              { 'Fn::GetAtt': ['Role', 'Arn'] },
              { 'Fn::GetAtt': ['Key', 'Arn'] },
              { Ref: 'Subnet' },
              { 'Fn::GetAtt': ['Subnet', 'AvailabilityZone'] },
            ],
          },
        },
      },
    };
    await startDeployment(template, [fakeService('x', { 'X::Y::Z': type })]).done;
    expect(made[0]?.properties.Name).toEqual([
      'arn:aws:iam::000000000000:role/S-Role',
      expect.stringMatching(
        /^arn:aws:kms:us-east-1:000000000000:key\/[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
      ),
      expect.stringMatching(/^subnet-[\da-f]{17}$/),
      'z',
    ]);
  });

  it('names the resource that cannot be made, and makes nothing that needs it', async () => {
    const { made, type } = recorder();
    const failing: ResourceType = {
      properties: [],
      create: () => {
        throw new Error('the name is taken');
      },
    };
    const template = {
      Resources: { A: { Type: 'X::Y::Bad' }, B: { Type: 'X::Y::Z', Properties: { Name: { Ref: 'A' } } } },
    };
    const service = fakeService('x', { 'X::Y::Z': type, 'X::Y::Bad': failing });
    const { stack, done } = startDeployment(template, [service]);
    await expect(done).rejects.toThrow('S: A (X::Y::Bad) cannot be made: the name is taken');
    expect(made).toEqual([]);
    expect(stack.status).toBe('CREATE_FAILED');
  });

  // CloudFormation user guide, "Get a secret or secret value from Secrets Manager".
  it('reads secrets that properties refer to dynamically', async () => {
    const { made, type } = recorder();
    const secrets = fakeService(
      'secretsmanager',
      {},
      {
        GetSecretValue: ({ SecretId }: { SecretId: string }) => ({
          SecretString: `{"password":"p-${SecretId}"}`,
        }),
      },
    );
    const properties = { Name: ['{{resolve:secretsmanager:db:SecretString:password::}}'] };
    const template = { Resources: { A: { Type: 'X::Y::Z', Properties: properties } } };
    await startDeployment(template, [fakeService('x', { 'X::Y::Z': type }), secrets]).done;
    expect(made[0]?.properties).toEqual({ Name: ['p-db'] });
  });

  it('refuses dynamic references to other services', async () => {
    const { type } = recorder();
    const template = { Resources: { A: { Type: 'X::Y::Z', Properties: { Name: '{{resolve:ssm:/a:1}}' } } } };
    await expect(startDeployment(template, [fakeService('x', { 'X::Y::Z': type })]).done).rejects.toThrow(
      'the dynamic reference {{resolve:ssm:…}} is not supported; only secretsmanager is',
    );
  });

  it('refuses macros', async () => {
    const template = { Transform: 'AWS::Serverless-2016-10-31', Resources: {} };
    await expect(startDeployment(template, []).done).rejects.toThrow('Transform: macros need AWS');
  });
});
