import type { Context } from 'aws-lambda';

/** The context of one invocation that has `remaining` milliseconds left. */
export function lambdaContext(remaining = 4_000): Context {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: 'Task',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:Task',
    memoryLimitInMB: '256',
    awsRequestId: 'request-1',
    logGroupName: '/aws/lambda/Task',
    logStreamName: 'stream',
    getRemainingTimeInMillis: () => remaining,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
