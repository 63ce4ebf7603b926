import type { ExecutionRow, HopDocument } from '../../console/feed/documents';

/** What one execution adds to its user's timeline: that the queue handed it out, and how it ended. */
export function executionHops(row: ExecutionRow): HopDocument[] {
  const { id, startedAt, endedAt, outcome, delivery, startedBy, resumedAt, sentAt, occurredAt } = row;
  const start =
    delivery === undefined
      ? `${startedBy} started${resumedAt ? ` at ${resumedAt}` : ''}`
      : `delivery ${delivery} started`;
  const first = delivery === 1;
  return [
    ...(first && occurredAt !== undefined
      ? [
          {
            at: occurredAt,
            where: 'Cognito',
            what: 'confirmed; the trigger announced user.registered',
            tone: 'info' as const,
          },
        ]
      : []),
    ...(first && sentAt !== undefined
      ? [{ at: sentAt, where: 'Queue', what: 'the event is in the queue', tone: 'info' as const }]
      : []),
    { at: startedAt, where: 'Workflow', what: start, tone: 'info', executionId: id },
    ...(endedAt === undefined
      ? []
      : [
          {
            at: endedAt,
            where: 'Workflow',
            what: endOf(row),
            tone: TONES[outcome] ?? 'warn',
            executionId: id,
          } as HopDocument,
        ]),
    ...(endedAt !== undefined && outcome === 'registered'
      ? [
          {
            at: endedAt,
            where: 'Event bus',
            what: 'user.persisted is out',
            tone: 'good' as const,
            executionId: id,
          },
        ]
      : []),
  ];
}

function endOf({ outcome, failedStep, error }: ExecutionRow): string {
  const why = [failedStep, error].filter(Boolean).join(': ');
  return why ? `${outcome} (${why})` : outcome;
}

const TONES: Readonly<Record<string, HopDocument['tone']>> = {
  registered: 'good',
  duplicate: 'good',
  parked: 'bad',
  rejected: 'bad',
  failed: 'warn',
};
