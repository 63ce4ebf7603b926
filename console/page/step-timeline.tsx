import type { TimelineDocument } from '../feed/documents';
import { duration } from './format';
import { GLYPHS, stateOf } from './run-of-steps';

interface Props {
  readonly timeline: TimelineDocument;
  readonly chosen?: string;
  readonly onChoose: (step: string) => void;
}

/** The steps of one execution over time: how long each took, and what it waited for. */
export function StepTimeline({ timeline, chosen, onChoose }: Props) {
  const { startedAt, steps, outcome } = timeline;
  const end =
    timeline.endedAt ?? Math.max(startedAt + 1, ...steps.map((step) => step.endedAt ?? step.startedAt));
  const whole = Math.max(1, end - startedAt);
  return (
    <ol class="bars" aria-label="Steps over time">
      {steps.map((step, at) => {
        const state = stateOf(step, outcome !== undefined);
        const left = ((step.startedAt - startedAt) / whole) * 100;
        const width = (((step.endedAt ?? end) - step.startedAt) / whole) * 100;
        return (
          <li key={at}>
            <button
              type="button"
              class={step.name === chosen ? 'bar-row chosen' : 'bar-row'}
              onClick={() => onChoose(step.name)}
            >
              <span class={`bar-name ${state}`}>
                <b aria-hidden="true">{GLYPHS[state]}</b> {step.name}
              </span>
              <span class="bar-track" aria-hidden="true">
                <span
                  class={`bar ${state}`}
                  style={{ left: `${Math.min(99.4, left)}%`, width: `${Math.max(0.6, width)}%` }}
                />
              </span>
              <span class="mono dim">
                {step.endedAt === undefined ? '…' : duration(step.endedAt - step.startedAt)}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
