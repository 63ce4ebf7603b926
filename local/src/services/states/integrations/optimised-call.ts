import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../expressions/json';
import type { Integration } from './integration';
import { fromApi, toApi } from './members';
import { withMetadata } from './sdk-metadata';
import { serviceError, type ErrorNames } from './service-error';
import { serviceEvents } from './task-events';

/** How the optimised integrations of a service differ from the plain call of its API. */
interface Optimised {
  readonly actions: readonly string[];
  readonly errors: ErrorNames;
  /** Members that are texts on the wire and may be given as any JSON, which is then written as text. */
  readonly texts?: readonly string[];
  readonly contentType?: string;
}

/** Recorded on AWS: the integration knows these by the codes of the query protocol. */
const QUERY_CODES = {
  MissingRequiredParameterException: 'MissingParameter',
  InvalidParameterValueException: 'InvalidParameterValue',
};

/** By service, which bears the same name here. AWS: "Integrating services with Step Functions". */
const OPTIMISED: Readonly<Record<string, Optimised>> = {
  dynamodb: {
    actions: ['getItem', 'putItem', 'updateItem', 'deleteItem'],
    errors: errorNames('DynamoDB', 'AmazonDynamoDBv2'),
  },
  sqs: {
    actions: ['sendMessage'],
    errors: { ...errorNames('SQS', 'AmazonSQS'), older: QUERY_CODES },
    texts: ['MessageBody'],
  },
  sns: {
    actions: ['publish'],
    errors: errorNames('SNS', 'AmazonSNS'),
    texts: ['Message'],
    contentType: 'text/xml',
  },
  states: {
    actions: ['startExecution'],
    errors: errorNames('StepFunctions', 'AWSStepFunctions'),
    texts: ['Input'],
  },
};

/** `arn:aws:states:::<service>:<action>`: one operation, its answer with the response's metadata; undefined for any other. */
export function optimisedCall(service: string, action: string): Integration | undefined {
  const optimised = Object.hasOwn(OPTIMISED, service) ? OPTIMISED[service] : undefined;
  if (!optimised?.actions.includes(action)) return undefined;
  const { errors, texts, contentType } = optimised;
  const operation = action[0]!.toUpperCase() + action.slice(1);
  return {
    source: service,
    events: serviceEvents(service, action),
    call: async ({ execution, caller, signal }, args: Json) => {
      try {
        const input = toApi(service, args, texts) as object;
        const requestId = randomUUID();
        const answer = await execution.call(service, operation, input, { caller, signal, requestId });
        const result = fromApi(service, answer) as JsonObject;
        return withMetadata(result, execution.clock.now(), requestId, contentType);
      } catch (thrown) {
        throw serviceError(thrown, errors);
      }
    },
  };
}

function errorNames(prefix: string, service: string): ErrorNames {
  return { prefix, service, generic: `${service.replace(/v2$/, '')}Exception`, form: 'optimised' };
}
