import { createSchemas } from '../../../src/services/schemas/schemas-service';
import { testCloud } from '../sqs/test-cloud';

// EventBridge schema registry API reference, DescribeSchema.
it('a schema of the template has a new version for new content, and only that', async () => {
  const cloud = testCloud([createSchemas]);
  const make = (type: string, properties: Record<string, unknown>) =>
    cloud
      .resource('schemas', `AWS::EventSchemas::${type}`)
      .create({ logicalId: type, type, physicalName: `stack-${type}`, properties });
  const named = { RegistryName: 'events', SchemaName: 'app@Born' };
  const schema = (Content: string) => make('Schema', { ...named, Type: 'JSONSchemaDraft4', Content });
  const described = (SchemaVersion?: string) =>
    cloud.call('schemas', 'DescribeSchema', { ...named, SchemaVersion });
  await make('Registry', { RegistryName: 'events' });
  await schema('{"a":1}');
  await schema('{"a":1}');
  expect(await described()).toMatchObject({ SchemaVersion: '1', Content: '{"a":1}' });
  await schema('{"a":2}');
  expect(await described('2')).toMatchObject({ SchemaVersion: '2', Content: '{"a":2}' });
  await expect(described('1')).rejects.toThrow(/older versions of a schema/);
});
