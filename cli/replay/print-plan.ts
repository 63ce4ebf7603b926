import { createHash } from 'node:crypto';
import { maskEdit, userOf } from '../failures/record-state';
import { mask } from '../terminal/mask';
import { fullCommand } from '../terminal/printed-command';
import { shortId } from '../terminal/short-id';
import type { Layout } from '../terminal/terminal';
import { ConflictError } from '../terminal/user-error';
import type { Colours } from '../terminal/visible';
import type { Plan } from './plan';

/** A plan for people: which steps run, what goes out again, what is changed, what to know before. */
export function printPlan(plan: Plan, layout: Layout, reveal = false): string[] {
  const { colours } = layout;
  const { record, from, steps, skipped, edits, notes } = plan;
  return [
    colours.bold(`Replay of ${shortId(record.failure_id, layout)} from ${from}`),
    `  user     ${userOf(record, reveal) || 'not validated'}`,
    `  failed   ${record.failed_step}: ${record.error}`,
    `  runs     ${[...steps, 'ResolveFailure'].join(' → ')}`,
    ...(skipped.length ? [`  skips    ${skipped.join(', ')}: done, and not done again`] : []),
    `  sends    user.persisted${eventId(plan)}${record.possible_publications ? ', perhaps once more' : ''}`,
    ...printEdits(plan, colours, reveal),
    ...(edits.length ? [] : ['  changes  nothing']),
    ...notes.map((note) => `  ${colours.yellow('note')}     ${note}`),
  ];
}

/** The same for machines. */
export function planDocument(whole: Plan, reveal = false): unknown {
  const { record, state, edits, ...plan } = whole;
  return {
    failure_id: record.failure_id,
    hash: planHash(whole),
    ...plan,
    edits: reveal ? edits : edits.map(maskEdit),
    state: reveal ? state : mask(state),
  };
}

/** Names a plan: the same as long as nobody wrote to the record and the same would be done. */
export function planHash({ record, ...plan }: Plan): string {
  const { failure_id, status, last_failed_at, replays_started } = record;
  const seen = [failure_id, status, last_failed_at, replays_started];
  return createHash('sha256')
    .update(JSON.stringify([seen, plan]))
    .digest('hex');
}

/** Throws a `ConflictError` unless this plan is still the one with this hash. */
export function refuseOtherPlan(plan: Plan, hash: unknown): void {
  if (planHash(plan) === hash) return;
  throw new ConflictError({
    where: 'conflict',
    what: 'the record or the workflow changed since this plan was made',
    given: plan.record.failure_id,
    fix: `Look at it and plan again: ${fullCommand('replay', plan.record.failure_id, '--dry-run')}`,
  });
}

function eventId({ state: { persisted } }: Plan): string {
  return typeof persisted?.event_id === 'string' ? ` ${persisted.event_id}` : '';
}

function printEdits({ edits }: Plan, colours: Colours, reveal: boolean): string[] {
  return edits.flatMap((edit) => {
    const shown = reveal ? edit : maskEdit(edit);
    const before = show(shown.before);
    const after = show(shown.after);
    const hidden =
      before === after && show(edit.before) !== show(edit.after) ? '  (another; see --reveal)' : '';
    return [
      `  changes  ${edit.path}`,
      `           ${colours.red(`- ${before}`)}`,
      `           ${colours.green(`+ ${after}`)}${hidden}`,
    ];
  });
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? '(nothing)';
}
