import type { Observation } from '../faults/observation';

/** Everything that was seen of one person, a line each: what executions came to, records, row, announcements. */
export function trailOf(id: string, seen: Observation): string[] {
  const { executions, records, rows, events, waiting } = seen;
  return [
    ...executions
      .filter(({ input }) => input.includes(id))
      .map(
        ({ arn, status, outcome, error, taskErrors }) =>
          `execution ${arn.split(':').at(-2)} ${outcome ?? status} ${[error, ...taskErrors].filter(Boolean).join(', ')}`,
      ),
    ...records
      .filter(({ state }) => state.includes(id))
      .map(
        ({ failure_id, status, disposition, failed_step, resume_at, error }) =>
          `record    ${failure_id} ${status} ${disposition ?? ''} ${failed_step} → ${resume_at}: ${error}`,
      ),
    ...waiting.filter(({ body }) => body.includes(id)).map(({ queue }) => `message   in the queue ${queue}`),
    ...rows.filter(({ cognito_id }) => cognito_id === id).map((row) => `row       ${JSON.stringify(row)}`),
    ...events
      .filter(({ cognitoId }) => cognitoId === id)
      .map(({ envelope }) => `event     ${JSON.stringify(envelope?.detail)}`),
  ];
}
