import type { StepTrial } from '../../console/feed/documents';
import { commandLine } from '../terminal/printed-command';
import { prepareTrial, tryStep, whatWasCalled } from '../trial/prepare-trial';
import { trialDocument } from '../trial/print-trial';
import type { Trial } from '../trial/run-trial';
import { editWords, readRequest, toEdit } from './edit-request';
import { type Feed, pageCommand } from './feed';

/**
 * One step alone with the state that a record holds, as `registrar try` does it: against a mock, which shows what would be sent, or for
 * real. Throws a `UserError` where the step cannot be started with it.
 */
export async function tryRecordedStep(
  feed: Feed,
  asked: unknown,
  { forReal, reveal }: { readonly forReal: boolean; readonly reveal: boolean },
): Promise<StepTrial> {
  const { id, from, edits } = readRequest(asked);
  const trial = await prepareTrial(feed.session, { id, step: from, edits: edits.map(toEdit), forReal });
  const result = await tryStep(feed.session, trial);
  return {
    ...(trialDocument(trial, result, reveal) as Omit<StepTrial, 'called' | 'command'>),
    called: whatWasCalled(trial),
    command: pageCommand(feed, commandOf(trial, editWords(edits, reveal))),
  };
}

function commandOf({ record, step, forReal }: Trial, edits: readonly string[]): string {
  const words = [
    ...(step === record.resume_at ? [] : ['--step', step]),
    ...edits,
    ...(forReal ? ['--for-real'] : []),
  ];
  return commandLine('try', record.failure_id, ...words);
}
