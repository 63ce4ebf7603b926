import type { CloudContext } from '../../kernel/cloud-context';
import type { Service } from '../../kernel/service';
import { schemaResources } from './schema-resources';
import { Schemas } from './schemas';

/** Amazon EventBridge's schema registry, to be read; schemas come from the template. */
export function createSchemas(context: CloudContext): Service {
  const schemas = new Schemas(context);
  return {
    name: 'schemas',
    protocol: {
      kind: 'rest-json',
      routes: [
        {
          operation: 'DescribeSchema',
          method: 'GET',
          path: '/v1/registries/name/{RegistryName}/schemas/name/{SchemaName}',
          query: { schemaVersion: 'SchemaVersion' },
        },
      ],
    },
    members: 'pascal',
    operations: {
      DescribeSchema: (input: Parameters<Schemas['describe']>[0]) => schemas.describe(input),
    },
    resources: schemaResources(schemas),
  };
}
