import type { StartStep } from '../../console/feed/documents';
import type { FailureRecord } from '../failures/failure-record';
import { type DeployedDefinition, type ReplayStep, replaySteps } from '../replay/replay-steps';
import { startingState } from '../replay/starting-state';
import { UserError } from '../terminal/user-error';
import { editableFields } from './editable-fields';

/** Where a replay of this record may start and what may be changed before, or why it may not. */
export function startSteps(
  record: FailureRecord,
  definition: DeployedDefinition,
  reveal: boolean,
): StartStep[] {
  return replaySteps.map((step) => startStep(record, step, definition, reveal));
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
