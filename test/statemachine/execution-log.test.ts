import { toTimeline } from '../../cli/timeline/timeline';
import type { LogEvent } from '../../cli/timeline/execution-log';
import { stepInputs, type StepName } from '../../tasks/shared/state-document';
import { bytesByState, loggedRegistration } from './logged-registration';

/** Half of what the log was while every state passed the whole document on: it is the largest part of the bill. */
const MOST_BYTES = 22_000;

describe('the execution log of a registration that goes well', () => {
  it('is short', async () => {
    const bytes = bytesByState(await loggedRegistration());

    expect([...bytes.values()].reduce((sum, each) => sum + each)).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('passes no state that has nothing to decide', async () => {
    expect([...bytesByState(await loggedRegistration()).keys()]).toEqual([
      'the execution',
      'ChooseEntryStep',
      'ValidateUser',
      'IsDuplicate',
      'UpsertUser',
      'WhichOperation',
      'PublishUserPersisted',
      'MayHaveRecord',
      'UserRegistered',
    ]);
  });

  it('shows of every step what it sent and got, and the document with which it can be started again', async () => {
    const events = (await loggedRegistration()) as unknown as LogEvent[];
    const { steps, input } = toTimeline('arn', events);
    const [message] = JSON.parse(input ?? '[]') as [{ body: string }];

    for (const name of Object.keys(stepInputs) as StepName[]) {
      const step = steps.find((each) => each.name === name);
      const document = JSON.parse(step?.input ?? '{}') as object;
      const state = name === 'ValidateUser' ? { ...document, body: message.body } : document;

      expect(stepInputs[name].safeParse(state).error?.issues ?? []).toEqual([]);
      expect(step?.calls[0]?.request).toMatch(/^\{./);
      expect(step?.calls[0]?.response).toMatch(/^\{./);
    }
  });
});
