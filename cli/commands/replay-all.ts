import { exitCode, type ExitCode } from '../exit-code';
import type { FailureRecord } from '../failures/failure-record';
import { operator } from '../operator';
import { parseCount } from '../parse-count';
import { bulkDefaults } from '../replay/bulk-defaults';
import { type BulkResult, isFailure, printSummary, toDocument } from '../replay/bulk-result';
import { type DeployedDefinition, deployedDefinition } from '../replay/deployed-definition';
import { replayInBulk } from '../replay/replay-in-bulk';
import { replayCandidates } from '../replay/replay-candidates';
import { failingStep, replayStep } from '../replay/replay-steps';
import { parseSince } from '../since';
import type { Session } from '../session';
import { printCandidates } from '../replay/print-candidates';
import { UserError } from '../user-error';

export interface ReplayAllOptions {
  readonly reason: string;
  readonly from?: string;
  readonly dryRun?: boolean;
  readonly step?: string;
  readonly since?: string;
  readonly disposition: 'parked' | 'rejected' | 'any';
  readonly limit?: string;
  readonly concurrency: string;
  readonly rate: string;
  readonly keepGoing?: boolean;
  readonly set?: readonly string[];
  readonly unset?: readonly string[];
}

/** Replays every open record that fits: one first, then the rest. Running it again goes on with what is still open. */
export async function replayAll(session: Session, options: ReplayAllOptions): Promise<ExitCode> {
  const { terminal } = session;
  const bounds = {
    concurrency: parseCount('--concurrency', options.concurrency),
    rate: parseCount('--rate', options.rate),
  };
  const definition = await deployedDefinition(session);
  const records = await candidates(session, options, definition);
  if (records.length === 0) return nothingToDo(session, options);
  if (options.dryRun) return showCandidates(session, options, records);
  const order = { by: await operator(session), reason: options.reason, stateMachineArn: definition.arn };
  const { from, keepGoing = false } = options;
  const results = await replayInBulk(session, records, { ...bounds, from, keepGoing, order, definition });
  const untried = records.length - results.length;
  terminal.answer(
    () => printSummary(results, untried, terminal.colours),
    () => toDocument(results, untried),
  );
  suggest(session, results, untried);
  return results.some(isFailure) || untried > 0 ? exitCode.unsuccessful : exitCode.done;
}

async function candidates(session: Session, options: ReplayAllOptions, definition: DeployedDefinition) {
  if (options.set ?? options.unset)
    throw new UserError({
      where: 'replay --all',
      what: 'changes no data: every record has its own',
      fix: 'Use --set with one failure id.',
    });
  if (options.from !== undefined) replayStep('--from', options.from, definition);
  if (options.step !== undefined) failingStep('--step', options.step);
  const limit = options.limit === undefined ? Infinity : parseCount('--limit', options.limit);
  const found = await replayCandidates(session, {
    step: options.step,
    disposition: options.disposition === 'any' ? undefined : options.disposition,
    since: options.since === undefined ? undefined : parseSince(options.since),
  });
  return found.slice(0, limit);
}

function nothingToDo({ terminal }: Session, { disposition }: ReplayAllOptions): ExitCode {
  terminal.answer(
    () => 'No failures to replay.',
    () => ({ counts: {}, results: [] }),
  );
  if (disposition !== 'any') terminal.say(`Only ${disposition} ones were looked for: --disposition any`);
  terminal.next('failures');
  return exitCode.done;
}

function showCandidates(
  { terminal, options: { reveal } }: Session,
  options: ReplayAllOptions,
  records: readonly FailureRecord[],
): ExitCode {
  terminal.answer(
    () => printCandidates(records, terminal.colours, reveal),
    () => ({ count: records.length, failures: records.map(({ failure_id }) => failure_id) }),
  );
  terminal.say(`${records.length} would be replayed, ${records[0]?.failure_id} alone first. To do it:`);
  terminal.next(['replay --all', ...repeated(options), '--reason "…"'].join(' '));
  return exitCode.done;
}

/** The options that choose the same records and treat them the same way. */
function repeated(options: ReplayAllOptions): string[] {
  const { from, step, since, disposition, limit, concurrency, rate, keepGoing } = options;
  const named = Object.entries({ from, step, since, disposition, limit, concurrency, rate });
  const defaults: Readonly<Record<string, string>> = bulkDefaults;
  const chosen = named.filter(([name, value]) => value !== undefined && value !== defaults[name]);
  const words = chosen.map(([name, value]) => `--${name} ${value}`);
  return keepGoing ? [...words, '--keep-going'] : words;
}

function suggest({ terminal }: Session, results: readonly BulkResult[], untried: number): void {
  const failed = results.find(isFailure);
  if (untried > 0)
    terminal.say(
      `Stopped; ${untried} were not tried. The same command goes on with them; --keep-going does not stop.`,
    );
  terminal.next(failed ? `show ${failed.failureId}` : 'failures');
}
