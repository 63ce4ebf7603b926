import { useState } from 'preact/hooks';
import type { ExecutionDocument, StepDocument, TimelineDocument } from '../feed/documents';
import type { Definition } from '../layout/definition';
import { clock, duration, visible } from './format';
import { Difference, Json } from './json';
import { GLYPHS, stateOf } from './run-of-steps';
import { StepActions } from './step-actions';
import { causeOf, StepCalls } from './step-calls';
import { StepLog } from './step-log';

const TABS = ['Difference', 'Input', 'Output', 'Calls', 'Log'] as const;
type Tab = (typeof TABS)[number];

interface Props {
  readonly executionId: string;
  readonly timeline: TimelineDocument;
  readonly definition: Definition;
  readonly name: string;
  readonly reveal: boolean;
  readonly record: ExecutionDocument['record'];
}

/** One step of an execution: what went in, what came out, what it changed, each of its calls, and its function's log. */
export function StepPanel({ executionId, timeline, definition, name, reveal, record }: Props) {
  const step = timeline.steps.findLast((each) => each.name === name);
  const { Comment, Type } = definition.States[name] ?? { Type: '' };
  return (
    <section class="panel" aria-label={name}>
      <h2>{name}</h2>
      {step ? (
        <StepFacts step={step} isOver={timeline.outcome !== undefined} />
      ) : (
        <p class="dim">{Type}. This execution did not come here.</p>
      )}
      {Comment && <p class={step && 'dim'}>{Comment}</p>}
      <StepActions record={record} step={name} />
      {step && <StepTabs executionId={executionId} step={step} reveal={reveal} />}
    </section>
  );
}

function StepFacts({ step, isOver }: { step: StepDocument; isOver: boolean }) {
  const { calls, startedAt, endedAt } = step;
  const state = stateOf(step, isOver);
  const failure = calls.findLast(({ error }) => error !== undefined);
  return (
    <>
      <p class={`state ${state}`}>
        <b aria-hidden="true">{GLYPHS[state]}</b> {state}
        {calls.length > 1 && `, ${calls.length} tries`} · {clock(startedAt)}
        {endedAt !== undefined && ` · took ${duration(endedAt - startedAt)}`}
      </p>
      {failure && (
        <p class="notice bad">
          <strong>{visible(failure.error ?? '')}</strong> {visible(causeOf(failure.cause))}
        </p>
      )}
    </>
  );
}

type StepProps = Pick<Props, 'executionId' | 'reveal'> & { readonly step: StepDocument };

function StepTabs(props: StepProps) {
  const { step } = props;
  const hasFailed = step.calls.at(-1)?.error !== undefined;
  const [tab, setTab] = useState<Tab>(hasFailed ? 'Calls' : 'Difference');
  return (
    <>
      <div class="tabs" role="tablist" aria-label={`What ${step.name} did`}>
        {TABS.filter((each) => each !== 'Log' || callsFunction(step)).map((each) => (
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
        <Content {...props} tab={tab} />
      </div>
    </>
  );
}

function Content({ tab, ...props }: StepProps & { tab: Tab }) {
  const { input, output } = props.step;
  if (tab === 'Input') return <Json value={input} label="Input" />;
  if (tab === 'Calls') return <StepCalls step={props.step} />;
  if (tab === 'Log') return <StepLog {...props} />;
  if (output === undefined) return <p class="dim">It has no output.</p>;
  if (tab === 'Output') return <Json value={output} label="Output" />;
  return <Difference before={input} after={output} label="What it changed" />;
}

function callsFunction({ calls }: StepDocument): boolean {
  return calls.some(
    ({ request }) => typeof request === 'object' && request !== null && 'FunctionName' in request,
  );
}
