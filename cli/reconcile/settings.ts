import { parseCount } from '../terminal/parse-option';
import { UserError } from '../terminal/user-error';

/** Which differences a run may mend. */
export const mendable = ['missing', 'changed', 'orphan'] as const;
export type Mendable = (typeof mendable)[number];

/** What a run of reconcile-users is started with; the database refuses anything else (db/functions/settings_problem.sql). */
export interface RunSettings {
  readonly apply: readonly Mendable[];
  /** The one user whom it is about. */
  readonly cognito_id?: string;
  /** So many orphans may be removed although they are more than one in a hundred. */
  readonly expect?: number;
  /** Calls of ListUsers in a second. */
  readonly rate?: number;
  readonly silent?: boolean;
  readonly reason: string;
  readonly by: string;
}

/** As they are typed. */
export interface RunOptions {
  readonly apply: string;
  readonly user?: string;
  readonly expect?: string;
  readonly rate?: string;
  readonly silent?: boolean;
}

/** Reads them. Throws a `UserError` for what no run can be started with. */
export function parseSettings({
  apply,
  user,
  expect,
  rate,
  silent,
}: RunOptions): Omit<RunSettings, 'reason' | 'by'> {
  return {
    apply: apply.split(',').map((name) => parseMendable(name.trim())),
    ...(user !== undefined && { cognito_id: user.trim() }),
    ...(expect !== undefined && { expect: parseCount('--expect', expect) }),
    ...(rate !== undefined && { rate: parseCount('--rate', rate) }),
    ...(silent && { silent }),
  };
}

function parseMendable(given: string): Mendable {
  const known = mendable.find((name) => name === given);
  if (known !== undefined) return known;
  throw new UserError({
    where: '--apply',
    what: 'is no difference that a run can mend',
    given,
    fix: `Name some of ${mendable.join(',')}; to mend nothing, use npx registrar drift.`,
  });
}
