/** As much of a zod schema as says which members it knows. */
export interface SchemaNode {
  readonly _zod: {
    readonly def: {
      readonly type: string;
      readonly shape?: Readonly<Record<string, unknown>>;
      readonly innerType?: unknown;
    };
  };
}

/** The members that an object's schema names, by their own schemas; none for anything but an object. */
export function schemaMembers(schema: SchemaNode | undefined): ReadonlyMap<string, SchemaNode> {
  if (schema === undefined) return new Map();
  const { shape, innerType } = schema._zod.def;
  if (innerType !== undefined) return schemaMembers(innerType as SchemaNode);
  return new Map(Object.entries(shape ?? {}) as [string, SchemaNode][]);
}
