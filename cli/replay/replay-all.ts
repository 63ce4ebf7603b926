import type { Session } from '../aws/session';
import { type FailureRecord, isLeased } from '../failures/failure-record';
import { listRecords } from '../failures/failure-table';
import { userOf } from '../failures/record-state';
import { when } from '../terminal/ago';
import { parseCount, parseSince } from '../terminal/parse-option';
import { commandLine, shellWord } from '../terminal/printed-command';
import { shortId, shortIds } from '../terminal/short-id';
import { toTable } from '../terminal/table';
import { type BulkResult, isFailure, printSummary, toDocument } from './bulk-result';
import { replayInBulk } from './replay-in-bulk';
import { type DeployedDefinition, deployedDefinition, failingStep, replayStep } from './replay-steps';

export interface AllReplays {
  readonly reason: string;
  readonly from?: string;
  readonly dryRun?: boolean;
  readonly step?: string;
  readonly error?: string;
  readonly user?: string;
  readonly since?: string;
  readonly disposition: 'parked' | 'rejected' | 'any';
  readonly limit?: string;
  readonly concurrency: string;
  readonly rate: string;
  readonly keepGoing?: boolean;
}

/** What is done unless it is said otherwise. */
export const bulkDefaults = { disposition: 'parked', concurrency: '5', rate: '20' } as const;

/**
 * Replays every open record that fits: one first, then the rest. Running it again goes on with what is still open. Answers whether
 * all of them came to their good end.
 */
export async function replayAll(session: Session, options: AllReplays): Promise<boolean> {
  const { terminal } = session;
  const bounds = {
    concurrency: parseCount('--concurrency', options.concurrency),
    rate: parseCount('--rate', options.rate),
  };
  const definition = await deployedDefinition(session);
  const records = await candidates(session, options, definition);
  if (records.length === 0) return nothingToDo(session, options);
  if (options.dryRun) return showCandidates(session, options, records);
  const { from, reason, keepGoing = false } = options;
  const order = { by: await session.operator(), reason, stateMachineArn: definition.arn };
  const results = await replayInBulk(session, records, { ...bounds, from, keepGoing, order, definition });
  const untried = records.length - results.length;
  terminal.answer(
    () => printSummary(results, untried, terminal),
    () => toDocument(results, untried),
  );
  suggest(session, results, untried);
  return !results.some(isFailure) && untried === 0;
}

/** Open records that fit, and those whose replay was lost with its client; the oldest failure first. */
async function candidates(
  session: Session,
  options: AllReplays,
  definition: DeployedDefinition,
): Promise<FailureRecord[]> {
  if (options.from !== undefined) replayStep('--from', options.from, definition);
  const limit = options.limit === undefined ? Infinity : parseCount('--limit', options.limit);
  const records = await listRecords(session, {
    statuses: ['open', 'replaying'],
    step: options.step === undefined ? undefined : failingStep('--step', options.step),
    disposition: options.disposition === 'any' ? undefined : options.disposition,
    error: options.error,
    user: options.user,
    since: options.since === undefined ? undefined : parseSince(options.since, session.now()),
  });
  return records.filter((record) => !isLeased(record, session.now())).slice(0, limit);
}

function nothingToDo({ terminal }: Session, { disposition }: AllReplays): boolean {
  terminal.answer(
    () => ['No failures to replay.'],
    () => ({ counts: {}, results: [] }),
  );
  if (disposition !== 'any') terminal.say(`Only ${disposition} ones were looked for: --disposition any`);
  terminal.next('failures');
  return true;
}

function showCandidates(session: Session, options: AllReplays, records: readonly FailureRecord[]): boolean {
  const { terminal } = session;
  const { reveal } = session.options;
  const short = shortIds(
    records.map(({ failure_id }) => failure_id),
    terminal,
  );
  const rows = records.map((record) => [
    short(record.failure_id),
    `${record.resume_at} ${record.error}`,
    userOf(record, reveal),
    when(record.last_failed_at, terminal, session.now()),
  ]);
  terminal.answer(
    () =>
      toTable(terminal, ['FAILURE', 'STARTS AT, AFTER', 'USER', terminal.wide ? 'FAILED LAST' : 'AGO'], rows),
    () => ({ count: records.length, failures: records.map(({ failure_id }) => failure_id) }),
  );
  terminal.say(
    `${records.length} would be replayed, ${short(records[0]?.failure_id ?? '')} alone first. To do it:`,
  );
  terminal.next(['replay --all', ...repeated(options), '--reason "…"'].join(' '));
  return true;
}

/** The options that choose the same records and treat them the same way. */
function repeated(options: AllReplays): string[] {
  const { from, step, error, user, since, disposition, limit, concurrency, rate, keepGoing } = options;
  const named = Object.entries({ from, step, error, user, since, disposition, limit, concurrency, rate });
  const defaults: Readonly<Record<string, string>> = bulkDefaults;
  const words = named.flatMap(([name, value]) =>
    value === undefined || value === defaults[name] ? [] : [`--${name} ${shellWord(value)}`],
  );
  return keepGoing ? [...words, '--keep-going'] : words;
}

function suggest({ terminal }: Session, results: readonly BulkResult[], untried: number): void {
  const failed = results.find(isFailure);
  if (untried > 0)
    terminal.say(
      `Stopped; ${untried} were not tried. The same command goes on with them; --keep-going does not stop.`,
    );
  terminal.next(failed ? commandLine('show', shortId(failed.failureId, terminal)) : 'failures');
}
