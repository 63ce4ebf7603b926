import type { Session } from '../aws/session';

/** Where something of a person stays. */
export interface Remain {
  readonly where: string;
  /** Days at most; null where it has no end. */
  readonly days: number | null;
}

/** What nobody can take out of the stack's logs, queues, archive and backups, by the settings that it was deployed with. */
export async function readRemains(session: Session): Promise<Remain[]> {
  const retention = JSON.parse(await session.output('PersonalDataRetention')) as Record<
    string,
    number | null
  >;
  return Object.entries(retention).map(([where, days]) => ({ where, days }));
}
