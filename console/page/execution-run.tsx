import type { ExecutionDocument } from '../feed/documents';
import type { Definition } from '../layout/definition';
import { ExecutionEvents } from './execution-events';
import { ask } from './feed';
import { Graph, Legend } from './graph';
import { Json } from './json';
import { Notice } from './notice';
import { type Place, refine } from './router';
import { runOf } from './run-of-steps';
import { StepPanel } from './step-panel';
import { StepTimeline } from './step-timeline';
import { useFeed } from './use-feed';

interface RunProps {
  readonly document: ExecutionDocument;
  readonly place: Place;
  readonly reveal: boolean;
}

/** The graph with its steps, and below it the same over time. */
export function ExecutionRun({ document, place, reveal }: RunProps) {
  const { data: definition, error } = useFeed('definition', 0, () => ask<Definition>('definition'));
  const { timeline, row, events } = document;
  if (!definition) return <Notice error={error} />;
  const chosen = place.query.get('step') ?? defaultStep(document);
  const choose = (step: string) => refine(place, { step });
  return (
    <>
      <div class="split">
        <div class="canvas">
          <Graph
            definition={definition}
            run={runOf(timeline, row, definition)}
            steps={timeline.steps}
            chosen={chosen}
            onChoose={choose}
          />
          <Legend />
        </div>
        <StepPanel
          key={chosen}
          executionId={row.id}
          timeline={timeline}
          definition={definition}
          name={chosen}
          reveal={reveal}
          record={document.record}
        />
      </div>
      <h2>Timeline</h2>
      <StepTimeline timeline={timeline} chosen={chosen} onChoose={choose} />
      <details>
        <summary>Input and output of the execution</summary>
        <div class="halves">
          <Json value={timeline.input} label="Input of the execution" />
          <Json
            value={timeline.output ?? { error: timeline.error, cause: timeline.cause }}
            label="Output of the execution"
          />
        </div>
      </details>
      <ExecutionEvents events={events} />
    </>
  );
}

/** Where it failed, else where it is. */
function defaultStep({ timeline: { steps } }: ExecutionDocument): string {
  const failed = steps.find(({ calls }) => calls.at(-1)?.error !== undefined);
  const task = steps.findLast(({ calls }) => calls.length > 0);
  return (failed ?? task ?? steps.at(-1))?.name ?? '';
}
