import type { TestStateCommandOutput } from '@aws-sdk/client-sfn';
import { maskState } from '../failures/record-document';
import { mask, maskQuotes, personalValues } from '../mask';
import type { Colours } from '../terminal';
import type { Trial } from './run-trial';

/** What a step got, sent, was answered and made of it, for people. */
export function printTrial(
  trial: Trial,
  result: TestStateCommandOutput,
  colours: Colours,
  reveal = false,
): string {
  const document = trialDocument(trial, result, reveal);
  const { status, next, error, cause } = document;
  const well = status === 'SUCCEEDED';
  const sections = (['input', 'request', 'response', 'output'] as const).flatMap((title) => {
    const data = document[title];
    return data === undefined ? [] : [`${colours.bold(title)}${printData(title, data)}`];
  });
  const verdict = well
    ? colours.green(status)
    : colours.red(`${status}${error ? ` ${error}: ${cause}` : ''}`);
  const how = trial.forReal ? 'for real' : 'mocked';
  return [...sections, `${colours.bold(trial.step)} (${how}) ${verdict}${next ? `, then ${next}` : ''}`].join(
    '\n\n',
  );
}

function printData(title: string, data: unknown): string {
  const text = JSON.stringify(data, undefined, 2);
  return title === 'output' && text === '{}' ? '  unchanged' : `\n${text}`;
}

/** The same for machines. */
export function trialDocument(
  { step, state, forReal }: Trial,
  result: TestStateCommandOutput,
  reveal = false,
) {
  const { status = 'FAILED', nextState: next, error, cause, output, inspectionData } = result;
  const show = (text: string | undefined) => {
    const data = text === undefined ? undefined : (JSON.parse(text) as unknown);
    return reveal ? data : mask(data);
  };
  return {
    step,
    for_real: forReal,
    status,
    next,
    error,
    cause: cause !== undefined && !reveal ? maskQuotes(cause, personalValues(state)) : cause,
    input: reveal ? state : maskState(state),
    request: show(inspectionData?.afterArguments),
    response: show(inspectionData?.result),
    output: status === 'SUCCEEDED' ? show(changed(state, output)) : undefined,
  };
}

/** A step passes most of its input on; what it made of it is what is new. */
function changed(state: Readonly<Record<string, unknown>>, output = '{}'): string {
  const members = Object.entries(JSON.parse(output) as Record<string, unknown>);
  return JSON.stringify(
    Object.fromEntries(
      members.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(state[name])),
    ),
  );
}
