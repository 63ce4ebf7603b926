import type { Session } from '../aws/session';
import { findRecord } from '../failures/find-record';
import { type HandOver, planHandOver } from '../hand-over/plan-hand-over';
import { handOverDocument, type InCognito, printHandOver } from '../hand-over/print-hand-over';
import { readBoth } from '../hand-over/read-both';
import { planDocument } from '../replay/print-plan';
import { deployedDefinition } from '../replay/replay-steps';
import { runPlan } from '../replay/run-plan';
import { checkReason } from '../terminal/parse-option';
import { commandLine } from '../terminal/printed-command';
import { shortId } from '../terminal/short-id';
import { examples, exitCode, type ExitCode, type Verb } from './verb';

interface Options {
  readonly reason: string;
  readonly yes?: boolean;
}

/** `hand-over`: decides over an address that two people claim. */
export const handOver: Verb = (program, does) => {
  program
    .command('hand-over')
    .description('give an e-mail address that two people claim to the newcomer, whom EmailInUse refused')
    .argument('<failure-id>', 'or a beginning of it')
    .requiredOption('--reason <text>', 'why; kept in the record')
    .option('--yes', 'do it; without it the plan is printed and nothing is done')
    .addHelpText(
      'after',
      examples(
        'hand-over 0b9d2f3e --reason "the old account is a colleague who left"',
        'hand-over 0b9d2f3e --reason "the old account is a colleague who left" --yes',
      ),
    )
    .action(does(decide));
};

/** Prints who loses and who gets the address; with `--yes` it replays the record with that decision, under the record's lease. */
async function decide(session: Session, { reason, yes }: Options, id: string): Promise<ExitCode> {
  checkReason(reason);
  const definition = await deployedDefinition(session);
  const planned = planHandOver(await findRecord(session, id), definition, session.now());
  const pool = await readBoth(session, planned);
  if (!yes) return showPlan(session, planned, pool);
  const { terminal } = session;
  if (!terminal.json) terminal.say(...printed(session, planned, pool));
  const order = { by: await session.operator(), reason, stateMachineArn: definition.arn };
  const isDone = await runPlan(session, planned.plan, order, AFTERWARDS);
  return isDone ? exitCode.done : exitCode.unsuccessful;
}

const AFTERWARDS =
  '. The former holder keeps row and account, and nobody was told. Cognito has the address for both until one of them changes it there';

function showPlan(session: Session, planned: HandOver, pool: InCognito): ExitCode {
  const { terminal } = session;
  const { reveal } = session.options;
  terminal.answer(
    () => printed(session, planned, pool),
    () => ({ ...handOverDocument(planned, pool, reveal), plan: planDocument(planned.plan, reveal) }),
  );
  terminal.say('Nothing was done. To do it:');
  const id = shortId(planned.plan.record.failure_id, terminal);
  terminal.next(commandLine('hand-over', id, '--reason "…" --yes'));
  return exitCode.done;
}

function printed(session: Session, planned: HandOver, pool: InCognito): string[] {
  const { reveal } = session.options;
  return printHandOver(planned, pool, session.terminal, { now: session.now(), reveal });
}
