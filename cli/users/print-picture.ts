import { userOf } from '../failures/record-state';
import { timeOf } from '../sign-up/user-row';
import { ago } from '../terminal/ago';
import { factLines } from '../terminal/fact-lines';
import { mask } from '../terminal/mask';
import { executionIdOf, shortId } from '../terminal/short-id';
import type { Layout } from '../terminal/terminal';
import { starterOf } from '../timeline/execution-input';
import type { UserPicture } from './user-picture';
import type { Verdict } from './verdict';

export interface PictureStyle {
  readonly layout: Layout;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly reveal?: boolean;
  /** What is known of the next delivery. */
  readonly delivery?: string;
  /** How far back the log was read, as it was asked for. */
  readonly since: string;
}

/** One person on one page: the verdict, then what each part knows, in the order in which a registration passes them. */
export function printPicture(picture: UserPicture, verdict: Verdict, style: PictureStyle): string[] {
  const { layout, delivery, since } = style;
  const { bold, green, red } = layout.colours;
  const none = (lines: readonly string[], otherwise: string) => (lines.length ? lines : [otherwise]);
  const lines: [string, readonly string[]][] = [
    ['pool', none(poolLines(picture, style), 'no such user')],
    ['row', none(rowLines(picture, style), 'none')],
    ['events', none(registrationLines(picture, style), 'none reached the database')],
    ['failures', none(recordLines(picture, style), 'none')],
    ['queue', delivery === undefined ? [] : [delivery]],
    ['executions', none(executionLines(picture, style), `none in the log of the last ${since}`)],
  ];
  return [
    bold(verdict.well ? green(verdict.says) : red(verdict.says)),
    ...lines.flatMap(([title, texts]) =>
      texts.flatMap((text, at) => factLines(layout, [[at === 0 ? title : '', text]])),
    ),
  ];
}

function poolLines({ pool }: UserPicture, style: PictureStyle): string[] {
  return pool.map(({ sub, email, status, enabled, createdAt, modifiedAt }) => {
    const changed = modifiedAt > createdAt ? `, changed ${ago(modifiedAt, style.now)} ago` : '';
    const state = enabled ? status : `${status}, DISABLED`;
    return `${sub} ${hidden({ email }, style).email ?? ''} ${state}, signed up ${ago(createdAt, style.now)} ago${changed}`;
  });
}

function rowLines({ rows }: UserPicture, style: PictureStyle): string[] {
  return rows.map((row) => {
    const { id, cognito_id, email, updated_at } = hidden(row, style);
    const written = `written ${ago(timeOf(updated_at), style.now)} ago`;
    return `${String(id)} of ${String(cognito_id)}: ${String(email)}, ${written}`;
  });
}

function registrationLines({ registrations }: UserPicture, { now }: PictureStyle): string[] {
  return registrations.map(({ envelope_id, operation, occurred_at, rolled_back_at }) => {
    const back = rolled_back_at ? ', taken back' : '';
    // A removal came of no event: what stands there names whom it removed.
    const event = operation === 'removed' ? '' : `, event ${String(envelope_id).slice(0, 8)}`;
    return `${String(operation)}${back}, ${ago(timeOf(occurred_at), now)} ago${event}`;
  });
}

function recordLines({ records }: UserPicture, { layout, now, reveal }: PictureStyle): string[] {
  return records.map((record) => {
    const { failure_id, status, disposition, failed_step, error, last_failed_at } = record;
    const how = status === 'open' ? disposition : status;
    return `${shortId(failure_id, layout)} ${how} at ${failed_step}, ${error}, ${ago(last_failed_at, now)} ago (${userOf(record, reveal)})`;
  });
}

/** The latest are enough for a page. */
const SHOWN = 8;

function executionLines({ executions }: UserPicture, { layout, now }: PictureStyle): string[] {
  const lines = executions.slice(-SHOWN).map((timeline) => {
    const { arn, outcome = 'running', startedAt, error } = timeline;
    const id = layout.wide ? arn : shortId(executionIdOf(arn), layout);
    return `${id} ${outcome}${error ? `, ${error}` : ''}, ${ago(startedAt, now)} ago, by ${starterOf(timeline)}`;
  });
  const more = executions.length - lines.length;
  return more > 0 ? [`${more} older ones: npx registrar executions --user …`, ...lines] : lines;
}

function hidden<Document extends object>(document: Document, { reveal }: PictureStyle): Document {
  return reveal ? document : (mask(document) as Document);
}
