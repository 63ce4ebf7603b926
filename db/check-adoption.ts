import type { AdoptionFinding } from './adoption-finding';
import { planAdoption, type AdoptionPlan } from './adoption-plan';
import type { Execute } from './database';
import type { DatabaseNames } from './database-names';
import { findAdoptionProblems } from './find-adoption-problems';
import { readClashes } from './read-clashes';
import { readUsersFacts } from './read-users-facts';
import { isAccepted, USERS_COLUMNS } from './users-columns';
import type { UsersFacts, UsersTableFacts } from './users-facts';

/** What is there, what stands in the way of adopting it, and what would be done. */
export interface AdoptionCheck {
  readonly facts: UsersFacts;
  readonly findings: readonly AdoptionFinding[];
  readonly plan: AdoptionPlan;
}

/**
 * Looks at a table of users and writes nothing. `named`: how many clashing groups of rows are named at most.
 */
export async function checkAdoption(
  execute: Execute,
  names: DatabaseNames,
  options: { readonly isOurCluster: boolean; readonly named?: number },
): Promise<AdoptionCheck> {
  const facts = await readUsersFacts(execute, names);
  const plan = planAdoption(facts, names);
  const findings = findAdoptionProblems(facts, options);
  // Who is adopted has no clashes, and reading every row takes a while.
  const isToRead =
    facts.users && isReadable(facts.users) && plan.contract.some(({ kind }) => kind !== 'short');
  const clashes = isToRead ? await readClashes(execute, names, facts.users, options.named) : [];
  return { facts, plan, findings: [...clashes, ...findings] };
}

function isReadable({ kind, isMember, maySee, rowSecurity, columns }: UsersTableFacts): boolean {
  const isThere = (name: string) => {
    const column = USERS_COLUMNS.find((one) => one.name === name);
    const found = columns.find((one) => one.name === name);
    return column && found && isAccepted(column, found);
  };
  return kind === 'r' && isMember && maySee && !rowSecurity && ['id', 'email'].every(isThere);
}
