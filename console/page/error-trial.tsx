import { useState } from 'preact/hooks';
import type { Complaint, ErrorTrial as Answer } from '../feed/documents';
import { Choose } from './executions';
import { change } from './feed';
import { Notice } from './notice';
import { complaintOf } from './use-feed';

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
export function ErrorTrial({ steps }: { steps: readonly string[] }) {
  const [asked, setAsked] = useState({
    step: 'UpsertUser',
    error: 'RdsData.DatabaseResumingException',
    cause: '',
  });
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<Complaint>();
  const run = () =>
    change<Answer>('try-error', asked).then(
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
