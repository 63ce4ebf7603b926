import { useState } from 'preact/hooks';
import type { StepDocument, TimelineDocument } from '../feed/documents';
import type { Definition } from '../layout/definition';
import { clock, duration, visible } from './format';
import { Difference, Json } from './json';
import { GLYPHS, stateOf } from './run-of-steps';

const TABS = ['Difference', 'Input', 'Output', 'Calls'] as const;

/** One step of an execution: what went in, what came out, what it changed, and each of its calls. */
export function StepPanel({
  timeline,
  definition,
  name,
}: {
  timeline: TimelineDocument;
  definition: Definition;
  name: string;
}) {
  const step = timeline.steps.findLast((each) => each.name === name);
  const hasFailed = step?.calls.at(-1)?.error !== undefined;
  const [tab, setTab] = useState<(typeof TABS)[number]>(hasFailed ? 'Calls' : 'Difference');
  const { Comment, Type } = definition.States[name] ?? { Type: '' };
  if (!step)
    return (
      <section class="panel" aria-label={name}>
        <h2>{name}</h2>
        <p class="dim">{Type}. This execution did not come here.</p>
        {Comment && <p>{Comment}</p>}
      </section>
    );
  const state = stateOf(step, timeline.outcome !== undefined);
  const failure = step.calls.findLast(({ error }) => error !== undefined);
  return (
    <section class="panel" aria-label={name}>
      <h2>{name}</h2>
      <p class={`state ${state}`}>
        <b aria-hidden="true">{GLYPHS[state]}</b> {state}
        {step.calls.length > 1 && `, ${step.calls.length} tries`} · {clock(step.startedAt)}
        {step.endedAt !== undefined && ` · took ${duration(step.endedAt - step.startedAt)}`}
      </p>
      {Comment && <p class="dim">{Comment}</p>}
      {failure && (
        <p class="notice bad">
          <strong>{visible(failure.error ?? '')}</strong> {visible(causeOf(failure.cause))}
        </p>
      )}
      <div class="tabs" role="tablist" aria-label={`What ${name} did`}>
        {TABS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={tab === each}
            onClick={() => setTab(each)}
          >
            {each}
            {each === 'Calls' && ` (${step.calls.length})`}
          </button>
        ))}
      </div>
      <div role="tabpanel" aria-label={tab}>
        <Content step={step} tab={tab} />
      </div>
    </section>
  );
}

function Content({ step, tab }: { step: StepDocument; tab: (typeof TABS)[number] }) {
  if (tab === 'Input') return <Json value={step.input} label="Input" />;
  if (tab === 'Output')
    return step.output === undefined ? (
      <p class="dim">It has no output.</p>
    ) : (
      <Json value={step.output} label="Output" />
    );
  if (tab === 'Difference')
    return step.output === undefined ? (
      <p class="dim">It has no output.</p>
    ) : (
      <Difference before={step.input} after={step.output} label="What it changed" />
    );
  if (step.calls.length === 0) return <p class="dim">It calls no service.</p>;
  return (
    <>
      {step.calls.map((call, at) => (
        <details key={at} open={at === step.calls.length - 1}>
          <summary>
            Try {at + 1}:{' '}
            {call.error === undefined ? 'answered' : <span class="error">{visible(call.error)}</span>}
          </summary>
          {call.error !== undefined && <p>{visible(causeOf(call.cause))}</p>}
          <h3>Request</h3>
          <Json value={call.request} label="Request" />
          {call.response !== undefined && <h3>Response</h3>}
          {call.response !== undefined && <Json value={call.response} label="Response" />}
        </details>
      ))}
    </>
  );
}

/** A Lambda function's error is a JSON document with a stack; a person wants its message. */
export function causeOf(cause = ''): string {
  const message = /^\{.*?"errorMessage":"((?:[^"\\]|\\.)*)"/s.exec(cause)?.[1];
  try {
    return message === undefined ? cause : (JSON.parse(`"${message}"`) as string);
  } catch {
    return cause;
  }
}
