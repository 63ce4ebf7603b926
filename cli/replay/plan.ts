import type { Edit, FailureRecord } from '../failures/failure-record';
import { refuseClosed } from '../failures/next-steps';
import type { StateDocument } from '../failures/record-state';
import { UserError } from '../terminal/user-error';
import { applyEdits } from './apply-edits';
import { findBodyProblems, findProblems } from './check-state';
import type { WantedEdit } from './parse-edit';
import { type Planned, planNotes } from './plan-notes';
import { type DeployedDefinition, type ReplayStep, replayStep, replaySteps } from './replay-steps';
import { startingState } from './starting-state';

/** What a replay would do, before it does it. */
export interface Plan extends Planned {
  /** The steps that run, in order. */
  readonly steps: readonly ReplayStep[];
  /** The steps before them, which do not run again. */
  readonly skipped: readonly ReplayStep[];
  /** What the operator should know before. */
  readonly notes: readonly string[];
}

/** What an operator decided over an address: this identity loses it. The database takes it for an answer of Cognito's. */
export interface Decision {
  readonly cognito_id: string;
  readonly yields: true;
}

export interface PlanChoice {
  readonly from?: string;
  readonly edits: readonly WantedEdit[];
  /** Stands beside what Cognito will say. */
  readonly decision?: Decision;
}

/** An execution's input is at most 256 KiB (Step Functions quotas); the replay around the state takes the rest. */
const LARGEST_STATE = 250 * 1024;

/** Makes the plan. Throws a `UserError` when the record, the step or the edited state does not allow a replay. */
export function makePlan(
  record: FailureRecord,
  choice: PlanChoice,
  definition: DeployedDefinition,
  now: number,
): Plan {
  refuseClosed(record, now);
  const from = replayStep('--from', choice.from ?? record.resume_at, definition);
  const edited = applyEdits(startingState(record, from), from, choice.edits);
  const { state, edits } = choice.decision ? decide(edited, choice.decision) : edited;
  const planned = { record, from, state, edits };
  const problems = findProblems(state, from);
  if (problems.length) throw invalid(planned, problems);
  const bodyProblems = from === 'ValidateUser' ? findBodyProblems(state) : [];
  if (bodyProblems.length && edits.length) throw invalid(planned, bodyProblems);
  refuseLarge(state);
  const at = replaySteps.indexOf(from);
  return {
    ...planned,
    steps: replaySteps.slice(at),
    skipped: replaySteps.slice(0, at),
    notes: planNotes(planned, bodyProblems, definition),
  };
}

/** The history of the record shows a decision like any other edit. */
function decide({ state, edits }: ReturnType<typeof applyEdits>, decision: Decision) {
  const edit: Edit = { path: 'asked', after: decision };
  return { state: { ...state, asked: [decision] }, edits: [...edits, edit] };
}

function invalid({ record, from, edits }: Planned, problems: readonly string[]): UserError {
  const typed = edits.map(({ path, after }) =>
    after === undefined ? `${path} removed` : `${path}=${JSON.stringify(after).slice(0, MOST_SHOWN)}`,
  );
  return new UserError({
    where: `input of ${from}`,
    what: problems.join('; '),
    given: typed.join(' ') || record.failure_id,
    fix: 'Change it with --set path=value (text that looks like a number needs quotes: --set \'user.name="7"\').',
  });
}

/** A whole message is told by how it begins. */
const MOST_SHOWN = 100;

function refuseLarge(state: StateDocument): void {
  const size = Buffer.byteLength(JSON.stringify(state));
  if (size <= LARGEST_STATE) return;
  throw new UserError({
    where: '--set',
    what: `the state has ${size} bytes, and an execution takes ${LARGEST_STATE}`,
    fix: 'Set shorter values.',
  });
}
