/** The newest migration of this release, for programs that have no folder of them beside themselves. A test holds it to the folder. */
export const NEWEST_MIGRATION = 'migrations/000003_reconcile_users.sql';
