import { AwsError, unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';

export interface Registry {
  readonly name: string;
  readonly arn: string;
}

export interface Schema {
  readonly name: string;
  readonly arn: string;
  readonly registry: string;
  readonly type: string;
  readonly content: string;
  readonly description?: string;
  /** Counts up when the content changes. */
  readonly version: number;
  readonly changedAt: number;
}

interface Named {
  readonly RegistryName?: string;
  readonly SchemaName?: string;
  readonly SchemaVersion?: string;
}

/** Registries and the schemas in them. */
export class Schemas {
  private readonly registries: StoredMap<Registry>;
  private readonly schemas: StoredMap<Schema>;

  constructor(private readonly context: CloudContext) {
    this.registries = context.store.map('schemas-registries');
    this.schemas = context.store.map('schemas-schemas');
  }

  putRegistry(name: string): Registry {
    const { region, accountId } = this.context;
    const registry = { name, arn: `arn:aws:schemas:${region}:${accountId}:registry/${name}` };
    this.registries.set(name, registry);
    return registry;
  }

  /** Adds a schema; the same content keeps its version. */
  put(schema: Pick<Schema, 'name' | 'registry' | 'type' | 'content' | 'description'>): Schema {
    this.registry(schema.registry);
    const key = `${schema.registry}/${schema.name}`;
    const standing = this.schemas.get(key);
    if (standing?.content === schema.content) return standing;
    const { region, accountId, clock } = this.context;
    const arn = `arn:aws:schemas:${region}:${accountId}:schema/${key}`;
    const kept = { ...schema, arn, version: (standing?.version ?? 0) + 1, changedAt: clock.now() };
    this.schemas.set(key, kept);
    return kept;
  }

  /** Only the newest version is kept. */
  describe({ RegistryName = '', SchemaName = '', SchemaVersion }: Named) {
    const { name: registry } = this.registry(RegistryName);
    const schema = this.schemas.get(`${registry}/${SchemaName}`);
    if (!schema) throw notFound(`Schema with name ${SchemaName} does not exist.`);
    const { arn, content, description, type, version, changedAt } = schema;
    if (SchemaVersion !== undefined && SchemaVersion !== String(version))
      throw unsupported('older versions of a schema');
    // This API writes its times as text. (API reference, DescribeSchema)
    const changed = new Date(changedAt).toISOString();
    return {
      SchemaName,
      SchemaArn: arn,
      SchemaVersion: String(version),
      Content: content,
      Description: description,
      Type: type,
      LastModified: changed,
      VersionCreatedDate: changed,
    };
  }

  private registry(name: string): Registry {
    const registry = this.registries.get(name);
    if (!registry) throw notFound(`Registry with name ${name} does not exist.`);
    return registry;
  }
}

function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message, 404);
}
