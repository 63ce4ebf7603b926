import { useState } from 'preact/hooks';
import type { Complaint, ErrorTrial } from '../feed/documents';
import type { Definition } from '../layout/definition';
import { Choose } from './executions';
import { ask, change } from './feed';
import { Graph } from './graph';
import { Json } from './json';
import { Notice } from './notice';
import { type Place, refine } from './router';
import { complaintOf, useFeed } from './use-feed';

/** The workflow as it is deployed: its picture, each state's definition, and what it makes of an error. */
export function Workflow({ place }: { place: Place }) {
  const { data, error } = useFeed('definition', 0, () => ask<Definition>('definition'));
  if (!data)
    return (
      <main class="page">
        <h1>Workflow</h1>
        <Notice error={error} />
      </main>
    );
  const chosen = place.query.get('step') ?? data.StartAt ?? '';
  const state = data.States[chosen];
  const steps = Object.entries(data.States)
    .filter(([, { Catch, Type }]) => Type === 'Task' && Catch)
    .map(([name]) => name);
  return (
    <main class="page">
      <h1>Workflow</h1>
      <p class="dim">{data.Comment}</p>
      <div class="split">
        <div class="canvas">
          <Graph definition={data} chosen={chosen} onChoose={(step) => refine(place, { step })} />
          <p class="legend">
            <span>blue: goes well</span>
            <span>dashed red: an error that is caught</span>
            <span>↻ tries again</span>
            <span>✓ ends well</span>
            <span>✕ ends badly, or after an error</span>
          </p>
        </div>
        <section class="panel" aria-label={chosen}>
          <h2>{chosen}</h2>
          {state?.Comment && <p>{state.Comment}</p>}
          <Json isCode value={state} label={`Definition of ${chosen}`} />
          <h2>What if a step fails?</h2>
          <Trial steps={steps} />
        </section>
      </div>
    </main>
  );
}

const ERRORS = [
  'RdsData.DatabaseResumingException',
  'RdsData.AccessDeniedException',
  'RdsData.DatabaseErrorException',
  'InvalidRegistrationError',
  'EventBridge.FailedEntry',
  'Lambda.TooManyRequestsException',
  'States.Timeout',
];
const TRIED: ReadonlySet<string> = new Set(['ValidateUser', 'UpsertUser', 'PublishUserPersisted']);

/** Asks TestState what the deployed definition makes of an error; no service is called. */
function Trial({ steps }: { steps: readonly string[] }) {
  const [asked, setAsked] = useState({
    step: 'UpsertUser',
    error: 'RdsData.DatabaseResumingException',
    cause: '',
  });
  const [answer, setAnswer] = useState<ErrorTrial>();
  const [error, setError] = useState<Complaint>();
  const run = () =>
    change<ErrorTrial>('try-error', asked).then(
      (trial) => {
        setAnswer(trial);
        setError(undefined);
      },
      (failure: unknown) => setError(complaintOf(failure)),
    );
  const set = (member: Partial<typeof asked>) => {
    setAsked({ ...asked, ...member });
    setAnswer(undefined);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Choose
        label="Step"
        value={asked.step}
        options={steps.filter((step) => TRIED.has(step)).map((step) => [step, step] as const)}
        onChange={(step) => set({ step })}
      />
      <input
        aria-label="Error"
        list="errors"
        value={asked.error}
        onInput={(event) => set({ error: event.currentTarget.value })}
      />
      <datalist id="errors">
        {ERRORS.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <input
        aria-label="Cause"
        placeholder="cause, such as …; SQLState: 23505"
        value={asked.cause}
        onInput={(event) => set({ cause: event.currentTarget.value })}
      />
      <button class="primary">Ask TestState</button>
      <Notice error={error} />
      {answer && (
        <p class="notice" aria-live="polite">
          {answer.retries
            ? 'It tries again within the execution. When that does not help, '
            : 'It does not try again. '}
          {answer.lane ? (
            <>
              the failure is in the lane <strong>{answer.lane}</strong>: {LANES[answer.lane]}
            </>
          ) : (
            `${answer.status.toLowerCase().replaceAll('_', ' ')}${answer.next ? `, then ${answer.next}` : ''}.`
          )}
        </p>
      )}
    </form>
  );
}

const LANES: Readonly<Record<string, string>> = {
  data: 'it is recorded as rejected, for this input fails the same way for ever.',
  transient: 'the queue delivers it again; on the last delivery it is parked.',
  operator:
    'the queue delivers it again; on the last delivery it is parked, and somebody has to mend the cause.',
};
