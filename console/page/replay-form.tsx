import { useState } from 'preact/hooks';
import type {
  About,
  Complaint,
  EditRequest,
  FailureDocument,
  JobDocument,
  PlanDocument,
  StartStep,
} from '../feed/documents';
import { EditFields } from './edit-fields';
import { change } from './feed';
import { Notice } from './notice';
import { PlanView } from './plan-view';
import { ReplayRun } from './replay-run';
import type { Place } from './router';
import { StartSteps } from './start-steps';
import { TryStep } from './try-step';
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
  const [from, setFrom] = useState(firstStep(steps, place.query.get('from')));
  const [edits, setEdits] = useState<readonly EditRequest[]>([]);
  const [plan, setPlan] = useState<PlanDocument>();
  const [isTried, setTried] = useState(place.query.get('try') === '1');
  const [job, setJob] = useState('');
  const [error, setError] = useState<Complaint>();
  const change_ = (to: readonly EditRequest[]) => {
    setEdits(to);
    setPlan(undefined);
    setTried(false);
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
            <p class="buttons">
              <button type="button" class="primary" disabled={!chosen} onClick={makePlan}>
                Show the plan
              </button>
              <button type="button" disabled={!chosen || isTried} onClick={() => setTried(true)}>
                Try the step alone
              </button>
            </p>
          )}
          {isTried && !plan && (
            <TryStep
              id={row.id}
              from={from}
              edits={edits}
              reveal={reveal}
              allowed={about.allowChanges}
              onClose={() => setTried(false)}
            />
          )}
        </>
      )}
    </section>
  );
}

/** The one that the address names, else where the record says to go on, else the first that can be started. */
function firstStep(steps: readonly StartStep[], wanted: string | null): string {
  const possible = steps.filter(({ whyNot }) => whyNot === undefined);
  const first =
    possible.find(({ step }) => step === wanted) ?? possible.find(({ isResume }) => isResume) ?? possible[0];
  return first?.step ?? '';
}
