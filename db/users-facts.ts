/** One column of the table of users, as PostgreSQL has it. */
export interface ColumnFacts {
  readonly name: string;
  /** The type without its length: `character varying`, `uuid`; a domain by its own name. */
  readonly type: string;
  /** Of a `character varying(n)`; null where there is no limit. */
  readonly length: number | null;
  readonly notNull: boolean;
  /** A default, an identity, or a default of its domain. */
  readonly hasDefault: boolean;
  readonly isGenerated: boolean;
  /** False where the column's collation takes different texts for equal. */
  readonly isDeterministic: boolean;
}

/** What the catalogs say of the table of users and of who asks. Read without a lock, and without reading a row. */
export interface UsersFacts {
  /** Schema and table, as configured. */
  readonly table: string;
  readonly session: {
    readonly role: string;
    readonly database: string;
    readonly mayCreateSchemas: boolean;
    readonly mayCreateRoles: boolean;
    readonly hasLogin: boolean;
    readonly hasSchemaOfUsers: boolean;
    /** Other tables, views and so on of the same name, with their schema. */
    readonly elsewhere: readonly string[];
    /** What PUBLIC may do in this database, and so the workflow's login as well. */
    readonly ofPublic: readonly string[];
  };
  /** Null where there is no such table. */
  readonly users: UsersTableFacts | null;
}

export interface UsersTableFacts {
  /** PostgreSQL's `relkind`: r table, p partitioned, v view, m materialised view, f foreign. */
  readonly kind: string;
  readonly owner: string;
  /** Whether the role that asks has the owner's rights. */
  readonly isMember: boolean;
  readonly maySee: boolean;
  readonly mayIndex: boolean;
  readonly rowSecurity: boolean;
  readonly inherits: boolean;
  readonly rules: readonly string[];
  /** An estimate; negative where nobody has counted yet. */
  readonly rows: number;
  readonly columns: readonly ColumnFacts[];
  readonly primaryKey: readonly string[];
  /** Each unique index that is valid, whole (no WHERE) and of plain columns. */
  readonly uniques: readonly { readonly index: string; readonly columns: readonly string[] }[];
  readonly constraints: readonly { readonly name: string; readonly isValid: boolean }[];
  readonly triggers: readonly {
    readonly name: string;
    readonly isAlways: boolean;
    readonly onUpdate: boolean;
  }[];
  readonly publications: readonly string[];
  /** Relations that stand in the schema under a name that ours would need, and are none of this table. */
  readonly takenNames: readonly string[];
}
