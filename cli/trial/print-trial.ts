import type { TestStateCommandOutput } from '@aws-sdk/client-sfn';
import { mask, maskQuotes, personalValues } from '../terminal/mask';
import type { Colours } from '../terminal/visible';
import { documentOf, type Members } from '../timeline/document-of';
import { readData } from '../timeline/read-data';
import type { Trial } from './run-trial';

/** What a step got, sent, was answered and made of it, for people. */
export function printTrial(
  trial: Trial,
  result: TestStateCommandOutput,
  colours: Colours,
  reveal = false,
): string[] {
  const document = trialDocument(trial, result, reveal);
  const { status, next, error, cause } = document;
  const well = status === 'SUCCEEDED';
  const sections = (['input', 'request', 'response', 'output'] as const).flatMap((title) => {
    const data = document[title];
    return data === undefined ? [] : [...printData(title, data, colours), ''];
  });
  const verdict = well
    ? colours.green(status)
    : colours.red(`${status}${error ? ` ${error}: ${cause}` : ''}`);
  const how = trial.forReal ? 'for real' : 'mocked';
  return [...sections, `${colours.bold(trial.step)} (${how}) ${verdict}${next ? `, then ${next}` : ''}`];
}

function printData(title: string, data: unknown, { bold }: Colours): string[] {
  const text = JSON.stringify(data, undefined, 2);
  return title === 'output' && text === '{}'
    ? [`${bold(title)}  unchanged`]
    : [bold(title), ...text.split('\n')];
}

/** The same for machines. */
export function trialDocument(
  { step, state, forReal }: Trial,
  result: TestStateCommandOutput,
  reveal = false,
) {
  const { status = 'FAILED', nextState: next, error, cause, output, inspectionData } = result;
  const show = (text: string | undefined) => (reveal ? readData(text) : mask(readData(text)));
  return {
    step,
    for_real: forReal,
    status,
    next,
    error,
    cause: cause !== undefined && !reveal ? maskQuotes(cause, personalValues(state)) : cause,
    input: reveal ? state : mask(state),
    request: show(inspectionData?.afterArguments),
    response: show(inspectionData?.result),
    output: status === 'SUCCEEDED' ? show(changed(state, inspectionData?.variables, output)) : undefined,
  };
}

/** A step keeps most of its state; what it made of it is what is new. */
function changed(state: Readonly<Record<string, unknown>>, variables = '{}', output = '{}'): string {
  const members = Object.entries(documentOf(JSON.parse(variables) as Members, JSON.parse(output) as unknown));
  return JSON.stringify(
    Object.fromEntries(
      members.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(state[name])),
    ),
  );
}
