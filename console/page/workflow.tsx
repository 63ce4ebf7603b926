import type { Definition } from '../layout/definition';
import { ErrorTrial } from './error-trial';
import { ask } from './feed';
import { Graph } from './graph';
import { Json } from './json';
import { Notice } from './notice';
import { Link, type Place, refine } from './router';
import { useFeed } from './use-feed';

const WORKFLOWS = [
  ['registration', 'Registration'],
  ['reconciliation', 'Reconciliation'],
] as const;

/** A workflow as it is deployed: its picture, each state's definition, and what it makes of an error. */
export function Workflow({ place }: { place: Place }) {
  const of = place.query.get('of') ?? 'registration';
  const { data, error } = useFeed(`definition ${of}`, 0, () => ask<Definition>('definition', { of }));
  return (
    <main class="page">
      <h1>Workflow</h1>
      <nav class="tabs" aria-label="Workflows">
        {WORKFLOWS.map(([name, title]) => (
          <Link key={name} to={`/workflow?of=${name}`} aria-current={name === of ? 'page' : undefined}>
            {title}
          </Link>
        ))}
      </nav>
      <Notice error={error} />
      {data && <Drawn key={of} definition={data} of={of} place={place} />}
    </main>
  );
}

function Drawn({ definition, of, place }: { definition: Definition; of: string; place: Place }) {
  const { Comment, States, StartAt = '' } = definition;
  const chosen = place.query.get('step') ?? StartAt;
  const state = States[chosen];
  const steps = Object.entries(States)
    .filter(([, { Catch, Type }]) => Type === 'Task' && Catch)
    .map(([name]) => name);
  return (
    <>
      <p class="dim">{Comment}</p>
      <div class="split">
        <div class="canvas">
          <Graph definition={definition} chosen={chosen} onChoose={(step) => refine(place, { step })} />
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
          {of === 'registration' && (
            <details>
              <summary>What if a step fails?</summary>
              <ErrorTrial steps={steps} />
            </details>
          )}
          {state && <Json isCode value={state} label={`Definition of ${chosen}`} />}
        </section>
      </div>
    </>
  );
}
