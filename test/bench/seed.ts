/** Statements that add users who are there already, each with the note of what registered them: those after `from`, up to `to`. */
export function seeding(from: number, to: number): string[] {
  const numbers = `generate_series(${from + 1}, ${to}) AS n`;
  return [
    `INSERT INTO users (id, cognito_id, email) SELECT n, 'sub-' || n, n || '@seed.example' FROM ${numbers}`,
    `INSERT INTO user_registration.user_registrations (envelope_id, cognito_id, user_id, occurred_at, operation, persisted_at)
      SELECT n, 'sub-' || n, n, now(), 'created', now() FROM ${numbers}`,
  ];
}
