import { TestStateCommand, type TestStateCommandOutput } from '@aws-sdk/client-sfn';
import type { Session } from '../aws/session';
import type { FailureRecord } from '../failures/failure-record';
import { readBody, type StateDocument } from '../failures/record-state';
import type { DeployedDefinition, ReplayStep } from '../replay/replay-steps';
import { SyncClient } from '../replay/start-execution';

/** One step to run by itself. */
export interface Trial {
  readonly definition: DeployedDefinition;
  readonly record: FailureRecord;
  readonly step: ReplayStep;
  readonly state: StateDocument;
  readonly forReal: boolean;
  /** Error that the mocked service answers with. */
  readonly error?: string;
}

/** Runs the step as it is deployed, through TestState. A real call needs `iam:PassRole` for the workflow's role. */
export async function runTrial(session: Session, trial: Trial): Promise<TestStateCommandOutput> {
  const { step, state, forReal } = trial;
  return session.client(SyncClient).send(
    new TestStateCommand({
      stateName: step,
      input: '{}',
      variables: JSON.stringify(variablesOf(state)),
      inspectionLevel: 'TRACE',
      ...(forReal ? realCall(trial) : mockedCall(trial)),
    }),
  );
}

/** What `ChooseEntryStep` makes of a state document for a replay. */
function variablesOf({ persisted = {}, ...state }: StateDocument) {
  return { state, persisted };
}

/** UpsertUser sends the id of its execution; the name says that this one was a trial. */
function nameOf({ record }: Trial): string {
  return `trial of ${record.failure_id}`;
}

const EXECUTION_ID = '$states.context.Execution.Id';
/** The message of an execution that the queue started; a trial has its body in the state. */
const MESSAGE = '$states.context.Execution.Input[0]';

/** TestState takes a context only together with a mock (TestState API page), so the name is written into the definition. */
function realCall(trial: Trial) {
  const { text, roleArn } = trial.definition;
  // Within a text of JSONata within one of JSON, no character may end either.
  const name = nameOf(trial).replace(/[^\w. -]/g, '_');
  return { definition: text.replaceAll(EXECUTION_ID, `'${name}'`).replaceAll(MESSAGE, '{}'), roleArn };
}

function mockedCall(trial: Trial) {
  return {
    definition: trial.definition.text,
    context: JSON.stringify({ Execution: { Id: nameOf(trial), Input: [{}] } }),
    mock: mockOf(trial),
  };
}

function mockOf({ step, state, error }: Trial) {
  if (error !== undefined) return { errorOutput: { error, cause: 'mocked by registrar try' } };
  // The answer is made up here, so there is no point in comparing it with the service's model.
  return { result: JSON.stringify(mockedAnswer(step, state)), fieldValidationMode: 'NONE' as const };
}

/** What the service behind a step answers when all is well, in the shape that its API has. */
function mockedAnswer(step: ReplayStep, state: StateDocument): Readonly<Record<string, unknown>> {
  if (step === 'ValidateUser')
    return { StatusCode: 200, ExecutedVersion: '$LATEST', Payload: validated(state) };
  if (step === 'PublishUserPersisted')
    return { FailedEntryCount: 0, Entries: [{ EventId: '00000000-0000-0000-0000-000000000000' }] };
  return { NumberOfRecordsUpdated: 0, Records: [[{ StringValue: JSON.stringify(registered(state)) }]] };
}

function validated({ delivery, body }: StateDocument): unknown {
  const { id, detail } = readBody(body);
  return {
    delivery: { ...delivery, envelope_id: id },
    event: detail,
    user: detail?.data,
    claim: { owner: id ?? null },
    persisted: { event_id: '00000000-0000-0000-0000-000000000000' },
  };
}

function registered({ user = {} }: StateDocument): unknown {
  const { user_id: id, cognito_id, email } = user;
  return {
    operation: 'created',
    persisted_at: new Date(0).toISOString(),
    user: { id, cognito_id, email },
  };
}
