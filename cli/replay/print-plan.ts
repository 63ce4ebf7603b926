import { maskEdit, userOf } from '../failures/record-state';
import { mask } from '../terminal/mask';
import { shortId } from '../terminal/short-id';
import type { Layout } from '../terminal/terminal';
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
export function planDocument({ record, state, edits, ...plan }: Plan, reveal = false): unknown {
  return {
    failure_id: record.failure_id,
    ...plan,
    edits: reveal ? edits : edits.map(maskEdit),
    state: reveal ? state : mask(state),
  };
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
