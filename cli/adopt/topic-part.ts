import type { Session } from '../aws/session';
import { missingTopicStatements } from '../doctor/owners-statements';
import type { AdoptionPart } from './adoption-part';

/** Looks at the policy of a topic that is somebody else's; nothing for one of our own. */
export async function topicPart(session: Session): Promise<AdoptionPart[]> {
  const missing = await missingTopicStatements(session);
  if (missing === undefined) return [];
  const where = `Topic ${await session.output('AlertTopicArn')}`;
  const findings = missing.map((statement) => ({
    where,
    what: 'keeps the alarms out, which stay silent.',
    fix: `Its owner adds to its policy ${JSON.stringify(statement)}`,
    // It was deployed all the same.
    blocks: false,
  }));
  const lines = [where, ...(missing.length === 0 ? ['  Nothing is left to do.'] : [])];
  return [{ name: 'alert_topic', findings, lines, document: { missing } }];
}
