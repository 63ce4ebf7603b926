import { SFNClient, TestStateCommand, type TestStateCommandOutput } from '@aws-sdk/client-sfn';
import { hasOwnEndpoint } from '../aws-config';
import type { FailureRecord } from '../failures/failure-record';
import type { StateDocument } from '../failures/state-of';
import type { DeployedDefinition } from '../replay/deployed-definition';
import type { ReplayStep } from '../replay/replay-steps';
import type { Session } from '../session';
import { mockedAnswer } from './mocked-answer';

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
  const { definition, record, step, state, forReal } = trial;
  const input = JSON.stringify(state);
  return session.client(TestClient).send(
    new TestStateCommand({
      definition: definition.text,
      stateName: step,
      input,
      inspectionLevel: 'TRACE',
      // UpsertUser sends the id of its execution; the name says that this one was a trial.
      context: JSON.stringify({ Execution: { Id: `trial of ${record.failure_id}` } }),
      ...(forReal ? { roleArn: definition.roleArn } : { mock: mockOf(trial) }),
    }),
  );
}

/** `sync-` is put before the host of TestState too, which an endpoint of one's own does not have. */
class TestClient extends SFNClient {
  constructor(config: object) {
    super({
      ...config,
      maxAttempts: 1,
      disableHostPrefix: hasOwnEndpoint(process.env),
      // A state may take this long when it calls its service for real.
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 300_000, throwOnRequestTimeout: true },
    });
  }
}

function mockOf({ step, state, error }: Trial) {
  if (error !== undefined) return { errorOutput: { error, cause: 'mocked by registrar try' } };
  // The answer is made up here, so there is no point in comparing it with the service's model.
  return { result: JSON.stringify(mockedAnswer(step, state)), fieldValidationMode: 'NONE' as const };
}
