import type { FailureDocument, StartStep } from '../../console/feed/documents';
import type { FailureRecord } from '../failures/failure-record';
import { findRecord } from '../failures/find-record';
import { suggestFor } from '../failures/next-steps';
import { toDocument } from '../failures/record-state';
import {
  type DeployedDefinition,
  deployedDefinition,
  type ReplayStep,
  replaySteps,
} from '../replay/replay-steps';
import { startingState } from '../replay/starting-state';
import { UserError } from '../terminal/user-error';
import { editableFields } from './editable-fields';
import type { Feed } from './feed';
import { adviceFor, failureRow } from './read-failures';

const MARGIN = 10 * 60_000;

/** One record: what `registrar show` tells, where a replay may start and why not elsewhere, what may be changed. */
export async function readFailure(feed: Feed, id: string, reveal: boolean): Promise<FailureDocument> {
  const { session, executions, about } = feed;
  const [record, definition] = await Promise.all([findRecord(session, id), deployedDefinition(session)]);
  await executions.refresh(Date.parse(record.first_failed_at) - MARGIN);
  const options = about.commandOptions && ` ${about.commandOptions}`;
  return {
    row: failureRow(record, session.now(), reveal),
    record: toDocument(record, reveal),
    advice: adviceFor(record),
    steps: replaySteps.map((step) => startStep(record, step, definition, reveal)),
    executions: executions.ofRegistration(record.failure_id, reveal),
    commands: suggestFor(record, session.now()).map((command) => `npx registrar${options} ${command}`),
    deployedRevision: definition.revision,
  };
}

function startStep(
  record: FailureRecord,
  step: ReplayStep,
  { states }: DeployedDefinition,
  reveal: boolean,
): StartStep {
  const isResume = step === record.resume_at;
  if (!states.includes(step))
    return { step, isResume, whyNot: 'the deployed workflow has no such state', fields: [] };
  try {
    return { step, isResume, fields: editableFields(step, startingState(record, step), reveal) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { step, isResume, whyNot: error.complaint.what, fields: [] };
  }
}
