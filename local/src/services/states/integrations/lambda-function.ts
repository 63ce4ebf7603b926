import { readJson } from '../expressions/json-text';
import { jsonText } from '../expressions/json-text';
import type { Integration } from './integration';
import { functionError, invoke, payloadText } from './lambda-payload';
import { functionEvents } from './task-events';

/** A function by its ARN: the arguments are its event, its answer the result. */
export function lambdaFunction(arn: string): Integration {
  return {
    source: arn,
    events: functionEvents(arn),
    call: async (context, args) => {
      const answer = await invoke(context, { FunctionName: arn, Payload: Buffer.from(jsonText(args)) });
      if (answer.FunctionError) throw functionError(answer, false);
      const text = payloadText(answer);
      return text === '' ? null : readJson(text);
    },
  };
}
