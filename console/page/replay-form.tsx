import { useState } from 'preact/hooks';
import type {
  About,
  Complaint,
  EditRequest,
  FailureDocument,
  JobDocument,
  PlanDocument,
} from '../feed/documents';
import { EditFields } from './edit-fields';
import { change } from './feed';
import { Notice } from './notice';
import { PlanView } from './plan-view';
import { ReplayRun } from './replay-run';
import type { Place } from './router';
import { StartSteps } from './start-steps';
import { complaintOf } from './use-feed';

interface Props {
  readonly failure: FailureDocument;
  readonly about: About;
  readonly place: Place;
  readonly reveal: boolean;
  readonly onStart: () => void;
  readonly onEnd: () => void;
}

/** A replay in three moves: choose and change, read the plan, watch it run. */
export function ReplayForm({ failure, about, place, reveal, onStart, onEnd }: Props) {
  const { steps, row } = failure;
  const [from, setFrom] = useState(
    (steps.find(({ isResume, whyNot }) => isResume && !whyNot) ?? steps.find(({ whyNot }) => !whyNot))
      ?.step ?? '',
  );
  const [edits, setEdits] = useState<readonly EditRequest[]>([]);
  const [plan, setPlan] = useState<PlanDocument>();
  const [job, setJob] = useState('');
  const [error, setError] = useState<Complaint>();
  const change_ = (to: readonly EditRequest[]) => {
    setEdits(to);
    setPlan(undefined);
  };
  const attempt = (work: () => Promise<void>) => () => {
    setError(undefined);
    work().catch((failure_: unknown) => {
      setError(complaintOf(failure_));
      setPlan(undefined);
    });
  };
  const makePlan = attempt(async () =>
    setPlan(await change<PlanDocument>(`plan?reveal=${reveal ? 1 : 0}`, { id: row.id, from, edits })),
  );
  const run = (reason: string) =>
    attempt(async () => {
      const asked = { id: row.id, from, edits, reason, hash: plan?.plan.hash };
      setJob((await change<JobDocument>('replay', asked)).id);
      onStart();
    })();
  const chosen = steps.find(({ step }) => step === from);
  return (
    <section class="cardbox" aria-label="Replay">
      <h2>Replay</h2>
      {job ? (
        <ReplayRun job={job} failureId={row.id} place={place} reveal={reveal} onEnd={onEnd} />
      ) : (
        <>
          <StartSteps
            steps={steps}
            from={from}
            onChange={(step) => {
              setFrom(step);
              change_([]);
            }}
          />
          {chosen && chosen.fields.length > 0 && (
            <EditFields step={chosen} edits={edits} reveal={reveal} onChange={change_} />
          )}
          <Notice error={error} />
          {plan ? (
            <PlanView
              plan={plan}
              allowed={about.allowChanges}
              onRun={run}
              onBack={() => setPlan(undefined)}
            />
          ) : (
            <button type="button" class="primary" disabled={!chosen} onClick={makePlan}>
              Show the plan
            </button>
          )}
        </>
      )}
    </section>
  );
}
