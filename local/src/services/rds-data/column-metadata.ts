import type { ResultColumn, Session } from './database';
import { elementType, typeName } from './postgres-types';

interface CatalogColumn {
  readonly table: string;
  readonly notNull: boolean;
  readonly serial: boolean;
}

// java.sql.Types, which the API speaks; precision and scale as the JDBC driver reports them.
const jdbc: Readonly<Record<string, readonly [type: number, precision: number, scale: number]>> = {
  bool: [-7, 1, 0],
  bytea: [-2, 2_147_483_647, 0],
  int2: [5, 5, 0],
  int4: [4, 10, 0],
  int8: [-5, 19, 0],
  oid: [-5, 10, 0],
  float4: [7, 8, 8],
  float8: [8, 17, 17],
  numeric: [2, 0, 0],
  bpchar: [1, 2_147_483_647, 0],
  name: [12, 63, 0],
  text: [12, 2_147_483_647, 0],
  varchar: [12, 2_147_483_647, 0],
  date: [91, 13, 0],
  time: [92, 15, 6],
  timestamp: [93, 29, 6],
  timestamptz: [93, 35, 6],
};
const other = [1111, 2_147_483_647, 0] as const;
const numbers = ['int2', 'int4', 'int8', 'float4', 'float8', 'numeric'];
const serials: Readonly<Record<string, string>> = { int2: 'smallserial', int4: 'serial', int8: 'bigserial' };

/** What `includeResultMetadata` adds for each column of a result. */
export async function columnMetadata(session: Session, fields: readonly ResultColumn[]) {
  const catalog = await catalogColumns(session, fields);
  const types = await userTypes(session, fields);
  return fields.map((field) => {
    const element = elementType(field.dataTypeID);
    const name =
      typeName(field.dataTypeID) ?? (element ? `_${element}` : types.get(field.dataTypeID)) ?? 'unknown';
    const column = catalog.get(`${field.tableID}.${field.columnID}`);
    const [type, precision, scale] = element ? [2003, 2_147_483_647, 0] : modified(field, name);
    return {
      arrayBaseColumnType: element ? (jdbc[element] ?? other)[0] : 0,
      isAutoIncrement: column?.serial ?? false,
      isCaseSensitive: !numbers.includes(name) && !/^(bool|date|time|timestamp|timestamptz)$/.test(name),
      isCurrency: false,
      isSigned: numbers.includes(name),
      label: field.name,
      name: field.name,
      nullable: column ? Number(!column.notNull) : 2,
      precision,
      scale,
      schemaName: '',
      tableName: column?.table ?? '',
      type,
      typeName: (column?.serial && serials[name]) || name,
    };
  });
}

function modified({ dataTypeModifier: modifier }: ResultColumn, name: string): readonly number[] {
  const [type, precision, scale] = jdbc[name] ?? other;
  if (modifier < 4) return [type, precision, scale];
  if (name === 'numeric') return [type, (modifier - 4) >> 16, (modifier - 4) & 0xffff];
  if (name === 'varchar' || name === 'bpchar') return [type, modifier - 4, 0];
  return [type, precision, scale];
}

async function catalogColumns(
  session: Session,
  fields: readonly ResultColumn[],
): Promise<Map<string, CatalogColumn>> {
  const tables = [...new Set(fields.map(({ tableID }) => tableID).filter(Boolean))];
  if (!tables.length) return new Map();
  const { rows } = await session.run({
    text: `SELECT attrelid, attnum, relname, attnotnull,
                  attidentity <> '' OR coalesce(pg_get_expr(adbin, adrelid) LIKE 'nextval(%', false)
             FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
             LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE attrelid = ANY ($1::oid[])`,
    types: [25],
    values: [`{${tables.join()}}`],
  });
  return new Map(
    rows.map(([table, number, name, notNull, serial]) => [
      `${table}.${number}`,
      { table: name!, notNull: notNull === 't', serial: serial === 't' },
    ]),
  );
}

/** Names of enums and other types that are not built in. */
async function userTypes(session: Session, fields: readonly ResultColumn[]): Promise<Map<number, string>> {
  const unknown = fields
    .map(({ dataTypeID }) => dataTypeID)
    .filter((type) => !typeName(type) && !elementType(type));
  if (!unknown.length) return new Map();
  const { rows } = await session.run({
    text: 'SELECT oid, typname FROM pg_type WHERE oid = ANY ($1::oid[])',
    types: [25],
    values: [`{${unknown.join()}}`],
  });
  return new Map(rows.map(([type, name]) => [Number(type), name!]));
}
