import type { ColumnFacts } from './users-facts';

/** A column that registrations need: what it is made as, and what else it may be. */
export interface UsersColumn {
  readonly name: string;
  /** Type and default of a column that is missing. The older table has none to add for `id` and `email`. */
  readonly sql: string;
  readonly accepts: readonly AcceptedType[];
  /** Whether somebody else has to bring it. */
  readonly isGiven?: boolean;
  /** Whether a registration may have nothing for it, so that NOT NULL refuses people. */
  readonly isOptional?: boolean;
}

interface AcceptedType {
  readonly type: string;
  /** Smallest length, in characters. */
  readonly length?: number;
}

const TEXT = { type: 'text' };
const UUID = { type: 'uuid' };
const TIMES = [{ type: 'timestamp with time zone' }, { type: 'timestamp without time zone' }];

function varchar(length: number): AcceptedType {
  return { type: 'character varying', length };
}

/** In the order in which an empty database gets them. */
export const USERS_COLUMNS: readonly UsersColumn[] = [
  { name: 'id', sql: 'VARCHAR(36)', accepts: [varchar(36), TEXT, UUID], isGiven: true },
  { name: 'email', sql: 'VARCHAR(255)', accepts: [varchar(255), TEXT], isGiven: true },
  { name: 'name', sql: 'VARCHAR(255)', accepts: [varchar(255), TEXT], isOptional: true },
  { name: 'created_at', sql: 'TIMESTAMPTZ', accepts: TIMES },
  { name: 'updated_at', sql: 'TIMESTAMPTZ', accepts: TIMES },
  { name: 'cognito_id', sql: 'VARCHAR(128)', accepts: [varchar(128), TEXT, UUID] },
  { name: 'phone', sql: 'VARCHAR(20)', accepts: [varchar(20), TEXT], isOptional: true },
  { name: 'email_verified', sql: 'BOOLEAN DEFAULT FALSE', accepts: [{ type: 'boolean' }] },
];

/** Columns that get a default where they have none; rows that are there keep what they have. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  created_at: 'CURRENT_TIMESTAMP',
  updated_at: 'CURRENT_TIMESTAMP',
  email_verified: 'FALSE',
};

export function isAccepted(column: UsersColumn, found: ColumnFacts): boolean {
  return column.accepts.some(
    ({ type, length = 0 }) => found.type === type && (found.length === null || found.length >= length),
  );
}

/** The accepted types, for people: `varchar(36) or longer, text, uuid`. */
export function acceptedTypes(column: UsersColumn): string {
  return column.accepts
    .map(({ type, length }) => (length ? `varchar(${length}) or longer` : type))
    .join(', ');
}
