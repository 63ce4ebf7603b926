import type { FailureDocument } from '../../console/feed/documents';
import { findRecord } from '../failures/find-record';
import { suggestFor } from '../failures/next-steps';
import { toDocument } from '../failures/record-state';
import { deployedDefinition } from '../replay/replay-steps';
import { commandLine } from '../terminal/printed-command';
import { type Feed, pageCommand } from './feed';
import { adviceFor, failureRow } from './read-failures';
import { startSteps } from './start-steps';

const MARGIN = 10 * 60_000;

/** One record: what `registrar show` tells, where a replay may start and why not elsewhere, what may be changed. */
export async function readFailure(feed: Feed, id: string, reveal: boolean): Promise<FailureDocument> {
  const { session, executions } = feed;
  const [record, definition] = await Promise.all([findRecord(session, id), deployedDefinition(session)]);
  await executions.refresh(Date.parse(record.first_failed_at) - MARGIN);
  return {
    row: failureRow(record, session.now(), reveal),
    record: toDocument(record, reveal),
    advice: adviceFor(record),
    steps: startSteps(record, definition, reveal),
    executions: executions.ofRegistration(record.failure_id, reveal),
    commands: suggestFor(record, session.now()).map((command) => pageCommand(feed, command)),
    discardCommand: pageCommand(feed, commandLine('discard', record.failure_id, '--reason "…"')),
    deployedRevision: definition.revision,
  };
}
