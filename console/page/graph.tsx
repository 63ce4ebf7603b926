import { useMemo } from 'preact/hooks';
import type { StepDocument } from '../feed/documents';
import type { Definition } from '../layout/definition';
import type { Box, Line } from '../layout/drawing';
import { layOut } from '../layout/layout';
import { linePath } from '../layout/line-path';
import { toWorkflowGraph } from '../layout/workflow-graph';
import { GLYPHS, type Run, type StepState, triesOf, wayKey } from './run-of-steps';

interface Props {
  readonly definition: Definition;
  readonly run?: Run;
  readonly steps?: readonly StepDocument[];
  readonly chosen?: string;
  readonly onChoose?: (step: string) => void;
}

/** A workflow as it is defined, and over it what one execution did. */
export function Graph({ definition, run, steps = [], chosen, onChoose }: Props) {
  const drawing = useMemo(() => layOut(toWorkflowGraph(definition)), [definition]);
  const { width, height, boxes, lines } = drawing;
  const holders = boxes.filter(({ inner }) => inner.length > 0);
  const others = boxes.filter(({ inner }) => inner.length === 0);
  const isTaken = (line: Line) => run?.taken.has(wayKey(line.from, line.to, line.kind === 'catch')) ?? false;
  const inOrder = [...lines].sort((a, b) => Number(isTaken(a)) - Number(isTaken(b)));
  const box = (each: Box) => (
    <StepBox
      key={each.name}
      box={each}
      state={run && (run.states.get(each.name) ?? 'not reached')}
      tries={triesOf(steps, each.name)}
      isChosen={each.name === chosen}
      onChoose={onChoose}
    />
  );
  return (
    <svg
      class={run ? 'graph ran' : 'graph'}
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: `${width}px` }}
      role="group"
      aria-label="The workflow"
    >
      <defs>
        {['tip', 'maintip', 'catchtip', 'takentip', 'caughttip'].map((id) => (
          <marker
            key={id}
            id={id}
            viewBox="0 0 8 8"
            refX="7.4"
            refY="4"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path class={id} d="M0 0 8 4 0 8z" />
          </marker>
        ))}
      </defs>
      {holders.map(box)}
      {inOrder.map((line) => {
        const [look, tip] = lookOf(line, run !== undefined, isTaken(line));
        return (
          <path
            key={wayKey(line.from, line.to, line.kind === 'catch')}
            class={look}
            d={linePath(line.points)}
            marker-end={`url(#${tip})`}
          />
        );
      })}
      {others.map(box)}
      {inOrder.map(
        (line) =>
          line.at && (
            <text
              key={`${line.from} ${line.to} ${line.kind}`}
              class={isTaken(line) ? 'label taken' : 'label'}
              x={line.at[0]}
              y={line.at[1] + 4}
            >
              {line.label}
            </text>
          ),
      )}
    </svg>
  );
}

function lookOf({ kind, isMain }: Line, hasRun: boolean, isTaken: boolean): [look: string, tip: string] {
  if (kind === 'catch') return isTaken ? ['way catch taken', 'caughttip'] : ['way catch', 'catchtip'];
  if (isTaken) return ['way taken', 'takentip'];
  return isMain && !hasRun ? ['way main', 'maintip'] : ['way', 'tip'];
}

const ENDS = { good: '✓', bad: '✕' };

interface BoxProps {
  readonly box: Box;
  readonly state?: StepState;
  readonly tries: number;
  readonly isChosen: boolean;
  readonly onChoose?: (step: string) => void;
}

function StepBox({ box, state, tries, isChosen, onChoose }: BoxProps) {
  const { name, type, calls, ending, comment, retries, isStart, inner, x, y, width, height } = box;
  const look = [
    inner.length ? 'holder' : type,
    ending,
    isStart && 'start',
    state?.replaceAll(' ', '-'),
    isChosen && 'chosen',
  ]
    .filter(Boolean)
    .join(' ');
  const isEnd = ending !== undefined && (state === undefined || state === 'succeeded' || state === 'failed');
  const glyph = isEnd ? ENDS[ending] : state ? GLYPHS[state] : '';
  const kind = calls || type;
  const says = [`${name} ${kind}`, state, tries > 1 && `${tries} tries`].filter(Boolean).join(', ');
  const choose = onChoose && {
    tabindex: 0,
    role: 'button' as const,
    onClick: () => onChoose(name),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onChoose(name);
    },
  };
  return (
    <g class={`step ${look}`} aria-label={says} {...choose}>
      <title>{comment ? `${says}: ${comment}` : says}</title>
      <rect class="box" x={x} y={y} width={width} height={height} rx={type === 'Choice' ? 22 : 8} />
      {glyph && (
        <text class="glyph" x={x + 15} y={y + 28}>
          {glyph}
        </text>
      )}
      <text class="name" x={x + width / 2 + (glyph ? 5 : 0)} y={y + 20}>
        {name}
      </text>{' '}
      <text class="kind" x={x + width / 2 + (glyph ? 5 : 0)} y={y + 35}>
        {kind}
      </text>
      {tries > 1 ? (
        <text class="tries" x={x + width - 8} y={y + 14}>{`${tries}×`}</text>
      ) : retries > 0 && !state ? (
        <text class="kind" x={x + width - 13} y={y + 17}>
          ↻
        </text>
      ) : null}
    </g>
  );
}

/** What glyphs and lines of a run mean. */
export function Legend() {
  const states: readonly StepState[] = [
    'succeeded',
    'retried',
    'caught',
    'failed',
    'skipped by the replay',
    'running',
  ];
  return (
    <p class="legend">
      {states.map((state) => (
        <span key={state} class={`key ${state.replaceAll(' ', '-')}`}>
          <b>{GLYPHS[state]}</b> {state}
        </span>
      ))}
      <span class="key">dashed: an error that is caught</span>
    </p>
  );
}
