import { createLambda } from '../../../src/services/lambda/lambda-service';
import { createLogs } from '../../../src/services/logs/logs-service';
import type { Clock } from '../../../src/kernel/clock';
import { testCloud } from '../sqs/test-cloud';

export interface InvokeAnswer {
  readonly StatusCode: number;
  readonly FunctionError?: string;
  readonly ExecutedVersion?: string;
  readonly LogResult?: string;
  readonly Payload: Uint8Array;
}

interface ErrorDocument {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** Lambda and CloudWatch Logs; functions are made of inline code. */
export function lambdaCloud(options: { clock?: Clock } = {}) {
  const cloud = testCloud([createLogs, createLambda], options);
  const invoke = (name: string, payload: unknown = {}, more: object = {}) =>
    cloud.call<InvokeAnswer>('lambda', 'Invoke', {
      FunctionName: name,
      Payload: JSON.stringify(payload),
      ...more,
    });
  return {
    ...cloud,
    /** A function whose code is the text; `properties` are CloudFormation's. */
    create: async (name: string, code: string, properties: object = {}) =>
      cloud.resource('lambda', 'AWS::Lambda::Function').create({
        logicalId: name,
        type: 'AWS::Lambda::Function',
        physicalName: name,
        properties: {
          Code: { ZipFile: code },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: 'arn:aws:iam::000000000000:role/r',
          ...properties,
        },
      }),
    invoke,
    /** The handler's answer; the call must not have failed. */
    answer: async <Answer = unknown>(name: string, payload?: unknown): Promise<Answer> => {
      const { FunctionError, Payload } = await invoke(name, payload);
      const document = JSON.parse(Buffer.from(Payload).toString()) as Answer;
      if (FunctionError) throw new Error(`${name} failed: ${JSON.stringify(document)}`);
      return document;
    },
    /** The error document; the call must have failed. */
    error: async (name: string, payload?: unknown): Promise<ErrorDocument> => {
      const { FunctionError, Payload } = await invoke(name, payload);
      const document = JSON.parse(Buffer.from(Payload).toString()) as ErrorDocument;
      if (!FunctionError) throw new Error(`${name} did not fail: ${JSON.stringify(document)}`);
      return document;
    },
    logged: async (name: string): Promise<string[]> => {
      const input = { logGroupName: `/aws/lambda/${name}` };
      const { events } = await cloud.call<{ events: { message: string }[] }>(
        'logs',
        'FilterLogEvents',
        input,
      );
      return events.map(({ message }) => message);
    },
  };
}
