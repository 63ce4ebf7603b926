import { createSchemas } from '../../../src/services/schemas/schemas-service';
import { testCloud } from '../sqs/test-cloud';

async function setUp() {
  const cloud = testCloud([createSchemas]);
  const make = (type: string, properties: object) =>
    cloud
      .resource('schemas', `AWS::EventSchemas::${type}`)
      .create({ logicalId: type, type, physicalName: `stack-${type}`, properties: { ...properties } });
  await make('Registry', { RegistryName: 'events' });
  const schema = (Content: string) =>
    make('Schema', { RegistryName: 'events', SchemaName: 'app@Born', Type: 'JSONSchemaDraft4', Content });
  return { cloud, schema };
}

// EventBridge schema registry API reference, DescribeSchema.
it('shows a schema of the template, with a new version for new content', async () => {
  const { cloud, schema } = await setUp();
  const describe = () =>
    cloud.call('schemas', 'DescribeSchema', { RegistryName: 'events', SchemaName: 'app@Born' });
  await schema('{"a":1}');
  await schema('{"a":1}');
  expect(await describe()).toMatchObject({
    SchemaArn: cloud.arn('schemas', 'schema/events/app@Born'),
    SchemaVersion: '1',
    Type: 'JSONSchemaDraft4',
    Content: '{"a":1}',
  });
  await schema('{"a":2}');
  expect(await describe()).toMatchObject({ SchemaVersion: '2', Content: '{"a":2}' });
  expect(await cloud.call('schemas', 'ListSchemas', { RegistryName: 'events' })).toMatchObject({
    Schemas: [{ SchemaName: 'app@Born' }],
  });
});

it('says what is not there', async () => {
  const { cloud } = await setUp();
  await expect(cloud.call('schemas', 'ListSchemas', { RegistryName: 'none' })).rejects.toMatchObject({
    code: 'NotFoundException',
    status: 404,
  });
});
