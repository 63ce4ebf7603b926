/**
 * Undoes whatever a session was left with. Not DISCARD ALL: it also throws away the plans of every function, which would
 * make each call plan them again. On PGlite, RESET SESSION AUTHORIZATION changes nothing: there the superuser is named.
 */
export function resetSession(superuser?: string): string {
  return [
    'ROLLBACK',
    superuser ? `SET SESSION AUTHORIZATION ${superuser}` : 'RESET SESSION AUTHORIZATION',
    'RESET ALL',
    'CLOSE ALL',
    'DEALLOCATE ALL',
    'UNLISTEN *',
    'SELECT pg_advisory_unlock_all()',
    'DISCARD TEMP',
    'DISCARD SEQUENCES',
  ].join('; ');
}
