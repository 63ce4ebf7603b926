import type { StateDocument } from '../failures/state-of';
import type { ReplayStep } from '../replay/replay-steps';

/** What the service behind a step answers when all is well, in the shape that its API has. */
export function mockedAnswer(step: ReplayStep, state: StateDocument): Readonly<Record<string, unknown>> {
  if (step === 'ValidateUser') return { StatusCode: 200, ExecutedVersion: '$LATEST', Payload: { ...state } };
  if (step === 'PublishUserPersisted')
    return { FailedEntryCount: 0, Entries: [{ EventId: '00000000-0000-0000-0000-000000000000' }] };
  return { NumberOfRecordsUpdated: 0, Records: [[{ StringValue: JSON.stringify(registered(state)) }]] };
}

function registered({ user = {} }: StateDocument): unknown {
  const { user_id: id, cognito_id, email, name, phone, email_verified } = user;
  return {
    operation: 'created',
    persisted_at: new Date(0).toISOString(),
    user: { id, cognito_id, email, name, phone, email_verified },
  };
}
