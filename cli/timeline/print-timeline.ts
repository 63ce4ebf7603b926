import { ago } from '../terminal/ago';
import { mask, maskQuotes, personalValues } from '../terminal/mask';
import { readableCause } from '../terminal/readable-text';
import { executionIdOf, shortId } from '../terminal/short-id';
import type { Layout } from '../terminal/terminal';
import type { Colours } from '../terminal/visible';
import { wrap } from '../terminal/wrap';
import type { ServiceCall, Step, Timeline } from './timeline';
import { readData } from './read-data';

export interface TimelineStyle {
  readonly layout: Layout;
  /** Milliseconds since the epoch, for how long ago it was. */
  readonly now: number;
  /** Inputs and outputs in full. */
  readonly full?: boolean;
  /** Only the steps that failed: what an earlier delivery did otherwise is what the latest one did too. */
  readonly brief?: boolean;
  readonly reveal?: boolean;
}

/** Lines of folded data are cut after so many characters, or at the end of the terminal's line. */
const FOLDED = 110;

/** One execution for people: a line per step, its calls under it when they failed, inputs and outputs folded. */
export function printTimeline(timeline: Timeline, style: TimelineStyle): string[] {
  const secrets = style.reveal
    ? []
    : personalValues({ ...timeline, steps: timeline.steps.map(({ input }) => input) });
  const steps = style.brief && !style.full ? timeline.steps.filter(hasFailed) : timeline.steps;
  const failed = steps.some(hasFailed);
  const width = Math.max(...timeline.steps.map(({ name }) => name.length), 0);
  return [
    printHead(timeline, style),
    ...steps.flatMap((step, at) =>
      printStep(step, !failed && at === steps.length - 1, { style, secrets, width }),
    ),
    ...(timeline.error && !isSaid(timeline, steps)
      ? printError('  ', maskQuotes(quote(timeline), secrets), style)
      : []),
  ];
}

/** `ResolveFailure` closes a record only where there is one. */
const UNMET = 'DynamoDB.ConditionalCheckFailedException';

/** Has a step said it already? The queue's execution fails with the error of the step that failed. */
function isSaid({ error }: Timeline, steps: readonly Step[]): boolean {
  return steps.some(({ calls }) => calls.at(-1)?.error === error);
}

function printHead(
  { outcome = 'no end in the log yet', startedAt, endedAt, arn }: Timeline,
  style: TimelineStyle,
) {
  const { layout, now } = style;
  const { bold, dim } = layout.colours;
  const took = endedAt === undefined ? '' : `, ${formatDuration(endedAt - startedAt)}`;
  const id = executionIdOf(arn);
  const name = layout.wide ? arn : shortId(id, layout);
  const time = `${bold(new Date(startedAt).toISOString())} (${ago(startedAt, now)} ago)`;
  return `${time}  ${paintOutcome(outcome, layout.colours)}${took}  ${dim(name)}`;
}

/** Coloured line by line, so that a colour does not reach into what stands beside it. */
function printError(indent: string, text: string, { layout: { colours, columns } }: TimelineStyle): string[] {
  return wrap(`${indent}${text}`, columns, `${indent}  `).map(colours.red);
}

interface StepStyle {
  readonly style: TimelineStyle;
  readonly secrets: readonly string[];
  readonly width: number;
}

function printStep(step: Step, isLast: boolean, { style, secrets, width }: StepStyle): string[] {
  const { layout, reveal } = style;
  const { colours } = layout;
  const failed = hasFailed(step);
  const took = step.endedAt === undefined ? '' : formatDuration(step.endedAt - step.startedAt);
  const attempts = step.calls.length > 1 ? `  ${step.calls.length} attempts` : '';
  const cause = (call: ServiceCall) => (reveal ? quote(call) : maskQuotes(quote(call), secrets));
  return [
    `  ${failed ? colours.red('✘') : colours.green('✔')} ${step.name.padEnd(width)}  ${took.padStart(8)}${attempts}`,
    ...distinctErrors(step).flatMap((call) => printError('      ', `error ${cause(call)}`, style)),
    ...(style.full ? printWhole(step, style) : style.brief ? [] : printFolded(step, isLast, style)),
  ];
}

/** The last of each kind: every attempt has a request id of its own and says the same otherwise. */
function distinctErrors({ calls }: Step): ServiceCall[] {
  return calls.filter(
    ({ error }, at) =>
      error !== undefined && error !== UNMET && !calls.slice(at + 1).some((later) => later.error === error),
  );
}

/** A step has failed when its last call did, whoever caught that. A condition that does not hold is an answer, not a failure. */
function hasFailed({ name, calls, output }: Step): boolean {
  const error = calls.at(-1)?.error;
  return (error !== undefined && error !== UNMET) || (name === 'RetryThroughQueue' && output === undefined);
}

function printWhole(step: Step, style: TimelineStyle): string[] {
  return [
    ...printData('in ', step.input, style),
    ...step.calls.flatMap((call) => printCall(call, style)),
    ...printData('out', step.output, style),
  ];
}

function printCall({ request, response }: ServiceCall, style: TimelineStyle): string[] {
  return [...printData('request', request, style), ...printData('response', response, style)];
}

function printData(title: string, text: string | undefined, { layout, reveal }: TimelineStyle): string[] {
  if (text === undefined) return [];
  const [first, ...more] = JSON.stringify(readable(text, reveal), undefined, 2).split('\n');
  return [`      ${layout.colours.dim(title)} ${first}`, ...more.map((line) => `      ${line}`)];
}

/** Folded, a task says which members it got and which it changed; the other states only pass them on. */
function printFolded(step: Step, isLast: boolean, { layout, reveal }: TimelineStyle): string[] {
  const most = Math.min(FOLDED, layout.columns - 7);
  const { calls, input, output } = step;
  const before = input === undefined ? {} : readable(input, reveal);
  const after = output === undefined ? {} : readable(output, reveal);
  const lines = calls.length ? [`in  ${Object.keys(before).join(', ')}`] : [];
  if ((calls.length && !hasFailed(step)) || isLast)
    lines.push(...changes(before, after).map((change) => `out ${change}`));
  return lines.map((line) =>
    layout.colours.dim(`      ${line.length > most ? `${line.slice(0, most)}…` : line}`),
  );
}

function changes(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  return Object.entries(after).flatMap(([member, value]) => {
    const text = JSON.stringify(value);
    return text === JSON.stringify(before[member]) ? [] : [`${member} ${text}`];
  });
}

function readable(text: string, reveal = false): Readonly<Record<string, unknown>> {
  const data = readData(text);
  return (reveal ? data : mask(data)) as Readonly<Record<string, unknown>>;
}

function quote({ error = '', cause = '' }: { error?: string; cause?: string }): string {
  return cause ? `${error}: ${readableCause(cause)}` : error;
}

/** Milliseconds as a person reads them: `12 ms`, `3.1 s`, `4 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function paintOutcome(outcome: string, colours: Colours): string {
  if (outcome === 'registered' || outcome === 'duplicate') return colours.green(outcome);
  return colours.red(outcome);
}
