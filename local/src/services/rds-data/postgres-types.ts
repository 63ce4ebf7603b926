/** OIDs of the built-in types that the Data API knows. */
export const oid = {
  bool: 16,
  bytea: 17,
  name: 19,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  oid: 26,
  json: 114,
  cidr: 650,
  float4: 700,
  float8: 701,
  inet: 869,
  bpchar: 1042,
  varchar: 1043,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
} as const;

export type TypeName = keyof typeof oid;

/** Array type → type of its elements, for the arrays that can be returned (AuroraUserGuide, data-api-operations). */
const arrays: Readonly<Record<number, TypeName>> = {
  1000: 'bool',
  1003: 'name',
  1005: 'int2',
  1007: 'int4',
  1009: 'text',
  1014: 'bpchar',
  1015: 'varchar',
  1016: 'int8',
  1021: 'float4',
  1022: 'float8',
  1028: 'oid',
  1115: 'timestamp',
  1182: 'date',
  1183: 'time',
  1185: 'timestamptz',
  1231: 'numeric',
  199: 'json',
  2951: 'uuid',
  3807: 'jsonb',
};

/**
 * Types that the API refuses to return, as it names them ("The result contains the unsupported data type INTERVAL.").
 * Built-in types are in capitals; the rest have PostgreSQL's own name.
 */
const refused: Readonly<Record<number, string>> = {
  18: '"CHAR"',
  24: 'regproc',
  27: 'tid',
  28: 'xid',
  29: 'cid',
  142: 'xml',
  600: 'POINT',
  601: 'LSEG',
  602: 'PATH',
  603: 'BOX',
  604: 'POLYGON',
  628: 'LINE',
  718: 'CIRCLE',
  774: 'MACADDR8',
  790: 'MONEY',
  829: 'MACADDR',
  1186: 'INTERVAL',
  1266: 'TIMETZ',
  1560: 'BIT',
  1562: 'VARBIT',
  2202: 'regprocedure',
  2203: 'regoper',
  2204: 'regoperator',
  2205: 'regclass',
  2206: 'regtype',
  2249: 'RECORD',
  3220: 'pg_lsn',
  3614: 'tsvector',
  3615: 'tsquery',
  3904: 'INT4RANGE',
  3906: 'NUMRANGE',
  3908: 'TSRANGE',
  3910: 'TSTZRANGE',
  3912: 'DATERANGE',
  3926: 'INT8RANGE',
  4072: 'JSONPATH',
  4089: 'regnamespace',
  4096: 'regrole',
};

const names = new Map<number, TypeName>(Object.entries(oid).map(([name, id]) => [id, name as TypeName]));

export function typeName(type: number): TypeName | undefined {
  return names.get(type);
}

export function elementType(type: number): TypeName | undefined {
  return arrays[type];
}

export function refusedTypeName(type: number): string | undefined {
  return refused[type];
}
