import type { ResourceType } from '../../kernel/service';
import type { Schemas } from './schemas';

interface SchemaProperties {
  readonly RegistryName: string;
  readonly SchemaName?: string;
  readonly Type: string;
  readonly Content: string;
  readonly Description?: string;
}

/** `AWS::EventSchemas::Registry` and `Schema`. */
export function schemaResources(schemas: Schemas): Record<string, ResourceType> {
  const inert = { Tags: 'nothing here reads the tags of a schema' };
  return {
    'AWS::EventSchemas::Registry': {
      properties: ['RegistryName'],
      inert: { ...inert, Description: 'nothing here shows it' },
      create({ properties, physicalName }) {
        const { RegistryName = physicalName } = properties as { RegistryName?: string };
        const { name, arn } = schemas.putRegistry(RegistryName);
        return { ref: arn, attributes: { RegistryName: name, RegistryArn: arn } };
      },
    },
    'AWS::EventSchemas::Schema': {
      properties: ['RegistryName', 'SchemaName', 'Type', 'Content', 'Description'],
      inert,
      create({ properties, physicalName }) {
        const {
          RegistryName,
          SchemaName = physicalName,
          Type,
          Content,
          Description,
        } = properties as unknown as SchemaProperties;
        const { arn, version } = schemas.put({
          ...{ name: SchemaName, registry: RegistryName, type: Type },
          ...{ content: Content, description: Description },
        });
        const attributes = { SchemaArn: arn, SchemaName, SchemaVersion: String(version) };
        return { ref: arn, attributes };
      },
    },
  };
}
