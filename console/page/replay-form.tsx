import { useState } from 'preact/hooks';
import type {
  About,
  Complaint,
  EditRequest,
  ExecutionDocument,
  ExecutionsDocument,
  FailureDocument,
  Field,
  JobDocument,
  PlanDocument,
  StartStep,
} from '../feed/documents';
import { ExecutionRun } from './execution';
import { ask, change } from './feed';
import { visible } from './format';
import { Difference } from './json';
import { Notice } from './notice';
import { Outcome } from './outcome';
import type { Place } from './router';
import { complaintOf, useFeed } from './use-feed';

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
          <Starts
            steps={steps}
            from={from}
            onChange={(step) => {
              setFrom(step);
              change_([]);
            }}
          />
          {chosen && chosen.fields.length > 0 && (
            <Fields step={chosen} edits={edits} reveal={reveal} onChange={change_} />
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

function Starts({
  steps,
  from,
  onChange,
}: {
  steps: readonly StartStep[];
  from: string;
  onChange: (step: string) => void;
}) {
  return (
    <fieldset class="starts">
      <legend>Start at</legend>
      {steps.map(({ step, isResume, whyNot }) => (
        <label key={step} class={whyNot ? 'start not' : 'start'}>
          <input
            type="radio"
            name="from"
            value={step}
            checked={step === from}
            disabled={whyNot !== undefined}
            onChange={() => onChange(step)}
          />
          <span>
            {step}
            {isResume && <small class="dim"> where the record says to go on</small>}
            {whyNot && <small class="dim"> {whyNot}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface FieldsProps {
  readonly step: StartStep;
  readonly edits: readonly EditRequest[];
  readonly reveal: boolean;
  readonly onChange: (edits: readonly EditRequest[]) => void;
}

function Fields({ step, edits, reveal, onChange }: FieldsProps) {
  const without = (path: string) => edits.filter((edit) => edit.path !== path);
  const set = (field: Field, value: unknown) =>
    onChange([...without(field.path), { path: field.path, value }]);
  return (
    <details open={edits.length > 0}>
      <summary>Change the data first {edits.length > 0 && `(${edits.length})`}</summary>
      {!reveal && (
        <p class="dim">Values are masked; what you type replaces them. Reveal names to see them.</p>
      )}
      <div class="fields">
        {step.fields.map((field) => {
          const edit = edits.find(({ path }) => path === field.path);
          const label = field.path.split('.').at(-1) ?? '';
          const shown = edit
            ? edit.remove
              ? ''
              : String(edit.value ?? '')
            : reveal
              ? String(field.value ?? '')
              : '';
          return (
            <div key={field.path} class={edit ? 'field changed' : 'field'}>
              <label>
                <span>
                  {label} <small class="dim">{field.hint}</small>
                </span>
                {field.type === 'boolean' ? (
                  <select
                    value={edit ? String(edit.value) : String(field.value ?? '')}
                    onChange={(event) => set(field, event.currentTarget.value === 'true')}
                  >
                    <option value="true">true</option>
                    <option value="false">false</option>
                  </select>
                ) : (
                  <input
                    value={shown}
                    placeholder={
                      edit?.remove
                        ? 'removed'
                        : field.value === undefined || field.value === null
                          ? '(nothing)'
                          : visible(String(field.value))
                    }
                    onInput={(event) =>
                      set(
                        field,
                        field.type === 'number'
                          ? Number(event.currentTarget.value)
                          : event.currentTarget.value,
                      )
                    }
                  />
                )}
              </label>
              {edit ? (
                <button type="button" class="quiet" onClick={() => onChange(without(field.path))}>
                  undo
                </button>
              ) : (
                field.value !== undefined &&
                !field.required && (
                  <button
                    type="button"
                    class="quiet"
                    onClick={() => onChange([...without(field.path), { path: field.path, remove: true }])}
                  >
                    remove
                  </button>
                )
              )}
            </div>
          );
        })}
      </div>
    </details>
  );
}

interface PlanProps {
  readonly plan: PlanDocument;
  readonly allowed: boolean;
  readonly onRun: (reason: string) => void;
  readonly onBack: () => void;
}

function PlanView({ plan: { plan, before, command }, allowed, onRun, onBack }: PlanProps) {
  const [reason, setReason] = useState('');
  return (
    <div class="plan">
      <h3>The plan</h3>
      <p>
        Runs <strong>{[...plan.steps, 'ResolveFailure'].join(' → ')}</strong>.
        {plan.skipped.length > 0 && ` Skips ${plan.skipped.join(', ')}: done, and not done again.`}
      </p>
      {plan.notes.map((note) => (
        <p key={note} class="notice warn">
          {visible(note)}
        </p>
      ))}
      {plan.edits.length > 0 ? (
        <Difference before={before} after={plan.state} label="What is changed" />
      ) : (
        <p class="dim">Changes nothing in the recorded data.</p>
      )}
      <p class="dim">
        The same on the command line: <code>{command}</code>
      </p>
      {allowed ? (
        <form
          class="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            onRun(reason);
          }}
        >
          <label>
            Why? It is kept in the record.
            <input
              autoFocus
              required
              maxLength={1000}
              value={reason}
              placeholder="the right is back"
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
          <button class="primary">Run this plan</button>
          <button type="button" class="quiet" onClick={onBack}>
            back
          </button>
        </form>
      ) : (
        <p class="notice">This page only looks. Run the command, or start it with --allow-replay.</p>
      )}
      <p class="dim mono hash">plan {plan.hash.slice(0, 16)}</p>
    </div>
  );
}

/** The replay as it runs, on the graph. */
function ReplayRun({
  job,
  failureId,
  place,
  reveal,
  onEnd,
}: {
  job: string;
  failureId: string;
  place: Place;
  reveal: boolean;
  onEnd: () => void;
}) {
  const [isOver, setOver] = useState(false);
  const { data, error } = useFeed(`${job} ${reveal}`, isOver ? 0 : 600, async () => {
    const document = await ask<JobDocument>('job', { id: job });
    const arn = document.results[0]?.execution_arn;
    const id = arn?.split(':').slice(-2).join(':') ?? (await newestReplay(failureId));
    const execution =
      id === undefined
        ? undefined
        : await ask<ExecutionDocument>('execution', { id, reveal: reveal ? 1 : undefined }).catch(
            () => undefined,
          );
    if (document.state !== 'running' && (execution?.timeline.outcome !== undefined || arn === undefined)) {
      setOver(true);
      onEnd();
    }
    return { document, execution };
  });
  const result = data?.document.results[0];
  return (
    <div aria-live="polite">
      <Notice error={error} />
      {result ? (
        <p
          class={
            result.outcome === 'registered' || result.outcome === 'duplicate' ? 'notice good' : 'notice bad'
          }
        >
          <Outcome of={result.outcome} />{' '}
          {result.outcome === 'registered'
            ? 'Registered; the record is resolved.'
            : [result.failed_step, visible(result.error ?? '')].filter(Boolean).join(': ')}
        </p>
      ) : (
        <p class="notice">◌ It runs … {data?.document.note}</p>
      )}
      {data?.execution && <ExecutionRun document={data.execution} place={place} />}
    </div>
  );
}

/** While it runs, the log knows it by its registration. */
async function newestReplay(failureId: string): Promise<string | undefined> {
  const { rows } = await ask<ExecutionsDocument>('executions', { q: failureId, hours: 1 });
  return rows.find(({ startedBy, outcome }) => startedBy !== 'delivery' && outcome === 'running')?.id;
}
