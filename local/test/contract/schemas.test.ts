import { DescribeSchemaCommand, SchemasClient } from '@aws-sdk/client-schemas';
import { contractCloud, unique } from './contract-cloud';

const RegistryName = unique('registry');
const SchemaName = 'shop@Ordered';
const Content = JSON.stringify({ $schema: 'http://json-schema.org/draft-04/schema#', type: 'object' });

const cloud = contractCloud({
  resources: {
    Registry: { Type: 'AWS::EventSchemas::Registry', Properties: { RegistryName } },
    Schema: {
      Type: 'AWS::EventSchemas::Schema',
      Properties: {
        RegistryName: { 'Fn::GetAtt': ['Registry', 'RegistryName'] },
        ...{ SchemaName, Type: 'JSONSchemaDraft4', Content, Description: 'words' },
      },
    },
  },
});

const describeSchema = (name: object) =>
  new SchemasClient(cloud.config).send(new DescribeSchemaCommand({ RegistryName, SchemaName, ...name }));

// EventBridge schema registry API reference, DescribeSchema
it('a schema is told with its content', async () => {
  const schema = {
    ...{ SchemaName, Content, Type: 'JSONSchemaDraft4', Description: 'words', SchemaVersion: '1' },
    SchemaArn: `arn:aws:schemas:${cloud.region}:${cloud.accountId}:schema/${RegistryName}/${SchemaName}`,
    LastModified: expect.any(Date) as Date,
  };
  expect(await describeSchema({})).toMatchObject(schema);
  expect(await describeSchema({ SchemaVersion: '1' })).toMatchObject(schema);
});

it.each([{ RegistryName: 'contract-none' }, { SchemaName: 'contract-none' }])(
  'what is not there is NotFoundException: %j',
  async (name) => {
    await expect(describeSchema(name)).rejects.toMatchObject({
      name: 'NotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  },
);
