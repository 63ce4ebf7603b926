import type { About, OverviewDocument, QueueState } from '../feed/documents';
import { ask } from './feed';
import { duration, visible } from './format';
import { Notice } from './notice';
import { Outcome } from './outcome';
import { MinuteBars } from './minute-bars';
import { Link } from './router';
import { Stop, type Tone } from './stop';
import { useFeed } from './use-feed';

/** The chain as it stands, stop by stop; a click leads to what stands behind a number. */
export function Overview({ about }: { about: About }) {
  const { data, error } = useFeed('overview', about.pollEvery * 2, () => ask<OverviewDocument>('overview'));
  return (
    <main class="page">
      <h1>Overview</h1>
      <Notice error={error} />
      {data ? <Chain of={data} /> : !error && <p class="dim">loading …</p>}
    </main>
  );
}

function Chain({ of }: { of: OverviewDocument }) {
  const {
    pipe,
    queue,
    deadLetters,
    ruleDeadLetters,
    open,
    retrying,
    outcomes,
    minutes,
    medianMs,
    oldestOpen,
    now,
  } = of;
  const parked = open.reduce((sum, { count }) => sum + count, 0);
  const well = (outcomes.registered ?? 0) + (outcomes.duplicate ?? 0);
  const isRunning = pipe.state === 'RUNNING';
  return (
    <>
      {pipe.state !== 'RUNNING' && pipe.state !== 'UNKNOWN' && (
        <p class="notice bad" role="alert">
          <strong>The pipe is {pipe.state}.</strong> Registrations wait in the queue until it runs again.{' '}
          {pipe.reason}
        </p>
      )}
      <ol class="chain" aria-label="The way of a registration">
        <Stop title="Cognito" value="sign-up" detail="the trigger announces user.registered" tone="info" />
        <Stop
          title="Rule"
          value={of_(ruleDeadLetters)}
          unit="undelivered"
          detail="the bus could not hand them over"
          tone={toneOf(ruleDeadLetters)}
        />
        <Stop
          title="Queue"
          value={of_(queue)}
          unit="waiting"
          detail={queue.problem ?? `${queue.inFlight ?? 0} in flight or hidden until the next delivery`}
          tone="info"
        />
        <Stop
          title="Pipe"
          value={isRunning ? 'running' : pipe.state.toLowerCase()}
          detail={pipe.reason ?? 'one message, one execution'}
          tone={isRunning ? 'good' : pipe.state === 'UNKNOWN' ? 'warn' : 'bad'}
        />
        <Stop
          title="Workflow"
          to="/executions"
          value={String(Object.values(outcomes).reduce((sum, count) => sum + count, 0))}
          unit="in the last hour"
          detail={medianMs === undefined ? 'none yet' : `half of them within ${duration(medianMs)}`}
          tone="info"
        />
        <Stop
          title="Registered"
          to="/executions?outcome=registered,duplicate"
          value={String(well)}
          unit="in the last hour"
          detail="row written, event out"
          tone="good"
        />
      </ol>
      <ol class="chain below" aria-label="What did not register">
        <Stop
          title="Retrying"
          to="/failures?status=retrying"
          value={String(retrying)}
          detail="the queue delivers them again by itself"
          tone={retrying ? 'warn' : 'good'}
        />
        <Stop
          title="Open failures"
          to="/failures"
          value={String(parked)}
          detail={
            oldestOpen === undefined ? 'nobody waits' : `the oldest since ${duration(now - oldestOpen)}`
          }
          tone={parked ? 'bad' : 'good'}
        />
        <Stop
          title="Dead letters"
          value={of_(deadLetters)}
          detail={deadLetters.problem ?? 'what the workflow could not even record'}
          tone={toneOf(deadLetters)}
        />
      </ol>
      <section class="cardbox" aria-label="The last hour">
        <h2>The last hour</h2>
        <MinuteBars of={minutes} />
        <p class="legend">
          {Object.entries(outcomes).map(([outcome, count]) => (
            <Link key={outcome} to={`/executions?outcome=${outcome}&hours=1`} class="plain-link">
              <Outcome of={outcome} /> {count}
            </Link>
          ))}
        </p>
      </section>
      {open.length > 0 && (
        <section class="cardbox" aria-label="Open failures by step and error">
          <h2>Open, by step and error</h2>
          <ul class="plain">
            {open.map(({ step, error, disposition, count }) => (
              <li key={`${step} ${error} ${disposition}`}>
                <Link to={`/failures?step=${step}&q=${encodeURIComponent(error)}`}>
                  <strong>{count}</strong> in {step}: <span class="mono error">{visible(error)}</span>
                </Link>{' '}
                <Outcome of={disposition} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function of_({ waiting }: QueueState): string {
  return waiting === undefined ? '?' : String(waiting);
}

function toneOf({ waiting }: QueueState): Tone {
  return waiting === undefined ? 'warn' : waiting === 0 ? 'good' : 'bad';
}
