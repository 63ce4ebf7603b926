import { randomUUID } from 'node:crypto';
import { isObject, type Json, type JsonObject } from '../expressions/json';
import { jsonText } from '../expressions/json-text';
import type { Integration } from './integration';
import { functionError, invoke, payloadText, type InvokeAnswer } from './lambda-payload';
import { withMetadata } from './sdk-metadata';
import { serviceEvents } from './task-events';

/**
 * `lambda:invoke`: the payload in and out is JSON; one that is a text goes in as it is, and null is none (recorded on AWS).
 * AWS: "Invoke an AWS Lambda function with Step Functions".
 */
export function lambdaInvoke(): Integration {
  return {
    source: 'lambda',
    events: serviceEvents('lambda', 'invoke'),
    call: async (context, args) => {
      const requestId = randomUUID();
      const answer = await invoke(context, invokeInput(args), requestId);
      if (answer.FunctionError) throw functionError(answer, true);
      return withMetadata(result(answer), context.execution.clock.now(), requestId, 'application/json');
    },
  };
}

function invokeInput(args: Json): object {
  const { Payload, ...rest }: JsonObject = isObject(args) ? args : {};
  if (Payload === undefined || Payload === null) return rest;
  return { ...rest, Payload: Buffer.from(typeof Payload === 'string' ? Payload : jsonText(Payload)) };
}

function result(answer: InvokeAnswer): JsonObject {
  const text = payloadText(answer);
  return {
    ExecutedVersion: answer.ExecutedVersion ?? '$LATEST',
    ...(text === '' ? {} : { Payload: parsed(text) }),
    StatusCode: answer.StatusCode ?? 200,
  };
}

/** A payload that is not JSON stays a text. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
