import { mask, maskQuotes, personalValues } from '../mask';
import type { Colours } from '../terminal';
import { formatDuration } from './format-duration';
import type { ServiceCall, Step, Timeline } from './timeline';

export interface TimelineStyle {
  readonly colours: Colours;
  /** Inputs and outputs in full. */
  readonly full?: boolean;
  readonly reveal?: boolean;
}

/** Inputs and outputs are folded to this many characters. */
const FOLDED = 100;

/** One execution for people: a line per step, its calls under it when they failed, inputs and outputs folded. */
export function printTimeline(timeline: Timeline, style: TimelineStyle): string {
  const { colours } = style;
  const { outcome = 'no end in the log yet', startedAt, endedAt, arn } = timeline;
  const took = endedAt === undefined ? '' : `, ${formatDuration(endedAt - startedAt)}`;
  const secrets = style.reveal
    ? []
    : personalValues({ ...timeline, steps: timeline.steps.map(({ input }) => input) });
  const width = Math.max(...timeline.steps.map(({ name }) => name.length), 0);
  return [
    `${colours.bold(new Date(startedAt).toISOString())}  ${paintOutcome(outcome, colours)}${took}  ${colours.dim(arn)}`,
    ...timeline.steps.flatMap((step) => printStep(step, { style, secrets, width })),
    ...(timeline.error ? [`  ${colours.red(maskQuotes(quote(timeline), secrets))}`] : []),
  ].join('\n');
}

interface StepStyle {
  readonly style: TimelineStyle;
  readonly secrets: readonly string[];
  readonly width: number;
}

function printStep(step: Step, { style, secrets, width }: StepStyle): string[] {
  const { colours, reveal } = style;
  const failed = hasFailed(step);
  const errors = step.calls.filter(({ error }) => error !== undefined);
  const took = step.endedAt === undefined ? '' : formatDuration(step.endedAt - step.startedAt);
  const attempts = step.calls.length > 1 ? `  ${step.calls.length} attempts` : '';
  const cause = (call: ServiceCall) => (reveal ? quote(call) : maskQuotes(quote(call), secrets));
  return [
    `  ${failed ? colours.red('✘') : colours.green('✔')} ${step.name.padEnd(width)}  ${took.padStart(8)}${attempts}`,
    ...errors.map((call) => `      ${colours.red('error')} ${cause(call)}`),
    ...printData('in ', step.input, style),
    ...printData('out', step.output, style),
    ...(style.full ? step.calls.flatMap((call) => printCall(call, style)) : []),
  ];
}

/** A step has failed when its last call did, whoever caught that. */
function hasFailed({ name, calls, output }: Step): boolean {
  return calls.at(-1)?.error !== undefined || (name === 'RetryThroughQueue' && output === undefined);
}

function printCall({ request, response }: ServiceCall, style: TimelineStyle): string[] {
  return [...printData('request', request, style), ...printData('response', response, style)];
}

function printData(
  title: string,
  text: string | undefined,
  { colours, full, reveal }: TimelineStyle,
): string[] {
  if (text === undefined) return [];
  const data = readable(text, reveal);
  if (full)
    return [`      ${colours.dim(title)} ${JSON.stringify(data, undefined, 2).replaceAll('\n', '\n      ')}`];
  const line = JSON.stringify(data);
  return [colours.dim(`      ${title} ${line.length > FOLDED ? `${line.slice(0, FOLDED)}…` : line}`)];
}

function readable(text: string, reveal = false): unknown {
  const data = JSON.parse(text) as unknown;
  return reveal ? data : mask(data);
}

function quote({ error = '', cause = '' }: { error?: string; cause?: string }): string {
  return cause ? `${error}: ${cause}` : error;
}

function paintOutcome(outcome: string, colours: Colours): string {
  if (outcome === 'registered' || outcome === 'duplicate') return colours.green(outcome);
  return colours.red(outcome);
}
