import {
  InvokeCommand,
  LambdaClient,
  paginateListFunctions,
  type FunctionConfiguration,
  type InvokeCommandInput,
} from '@aws-sdk/client-lambda';
import { contractCloud, unique } from './contract-cloud';

const CODE = `
exports.handler = async (event, context) => {
  if (event.fail) throw new TypeError('broken');
  if (event.sleep) await new Promise((resolve) => setTimeout(resolve, event.sleep));
  if (event.exit) process.exit(3);
  if (event.large) return 'x'.repeat(event.large);
  if (event.undefined) return undefined;
  console.log('handled');
  return { event, name: context.functionName, version: context.functionVersion, left: context.getRemainingTimeInMillis() };
};`;

const cloud = contractCloud({
  timeScale: 1,
  resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile: CODE },
        Handler: 'index.handler',
        Runtime: 'nodejs22.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Timeout: 2,
        MemorySize: 256,
      },
    },
    Other: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile: 'exports.handler = async (event, { clientContext }) => clientContext' },
        Handler: 'index.handler',
        Runtime: 'nodejs22.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      },
    },
  },
  outputs: {
    OtherName: { Ref: 'Other' },
    Name: { Ref: 'Function' },
    Arn: { 'Fn::GetAtt': ['Function', 'Arn'] },
  },
});
let lambda: LambdaClient;
beforeAll(() => {
  lambda = new LambdaClient(cloud.config);
});

async function invoke(event: unknown = {}, more: Partial<InvokeCommandInput> = {}) {
  const Payload = typeof event === 'string' ? event : JSON.stringify(event);
  const FunctionName = cloud.outputs.Name;
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload, ...more }));
  const text = Buffer.from(answer.Payload ?? []).toString();
  return { ...answer, answer: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>) };
}

// API reference, Invoke; developer guide, "Building Lambda functions with Node.js"
describe('a function', () => {
  it('answers with what its handler returns', async () => {
    const { StatusCode, ExecutedVersion, answer, FunctionError } = await invoke({ a: 1 });
    expect({ StatusCode, ExecutedVersion, FunctionError }).toEqual({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
    });
    expect(answer).toMatchObject({ event: { a: 1 }, name: cloud.outputs.Name, version: '$LATEST' });
    expect(answer?.left).toBeLessThanOrEqual(2000);
  });

  it('is called by its ARN and with its version too', async () => {
    const { Name, Arn } = cloud.outputs;
    for (const FunctionName of [
      Arn,
      `${Arn}:$LATEST`,
      `${Name}:$LATEST`,
      `${cloud.accountId}:function:${Name}`,
    ])
      expect(await invoke({}, { FunctionName })).toMatchObject({ StatusCode: 200 });
    await expect(invoke({}, { FunctionName: `${Name}:7` })).rejects.toMatchObject({
      ...{ name: 'ResourceNotFoundException', message: `Function not found: ${Arn}:7` },
    });
  });

  it('takes no payload as an empty object, and the context of the client', async () => {
    const { answer } = await invoke('');
    expect(answer).toMatchObject({ event: {} });
    const ClientContext = Buffer.from('{"custom":{"a":"b"}}').toString('base64');
    const FunctionName = cloud.outputs.OtherName;
    expect((await invoke({}, { FunctionName, ClientContext })).answer).toEqual({ custom: { a: 'b' } });
  });

  it('answers null for undefined', async () => {
    expect((await invoke({ undefined: true })).answer).toBeNull();
  });

  it('tells of the error that it threw, with 200', async () => {
    const { StatusCode, FunctionError, answer } = await invoke({ fail: true });
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(answer).toMatchObject({
      ...{ errorType: 'TypeError', errorMessage: 'broken' },
      trace: expect.arrayContaining(['TypeError: broken']) as string[],
    });
  });

  it('is ended after its time-out', async () => {
    const { FunctionError, answer } = await invoke({ sleep: 60_000 });
    expect(FunctionError).toBe('Unhandled');
    expect(answer?.errorMessage).toMatch(/Task timed out after 2\.00 seconds$/);
  });

  it('may end its process, which is an error of that call alone', async () => {
    const { FunctionError, answer } = await invoke({ exit: true });
    expect(FunctionError).toBe('Unhandled');
    expect(answer).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(await invoke({})).toMatchObject({ StatusCode: 200 });
  });

  it('answers up to 6 MB', async () => {
    const { FunctionError, answer } = await invoke({ large: 6_300_000 });
    expect(FunctionError).toBe('Unhandled');
    expect(answer).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
  });

  it('is sent its event without being waited for', async () => {
    expect(await invoke({}, { InvocationType: 'Event' })).toMatchObject({ StatusCode: 202 });
  });

  it('is not called by a dry run', async () => {
    expect(await invoke({ fail: true }, { InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204 });
  });

  it('shows the end of its log when asked', async () => {
    const { LogResult = '' } = await invoke({}, { LogType: 'Tail' });
    expect(Buffer.from(LogResult, 'base64').toString()).toMatch(
      /START RequestId[^]*handled[^]*END RequestId[^]*REPORT/,
    );
  });

  it('takes JSON only, in ways that there are', async () => {
    await expect(invoke('{')).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
    const InvocationType = 'Later' as 'Event';
    await expect(invoke({}, { InvocationType })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('takes up to 6 MB, asynchronously 1 MB', async () => {
    // Developer guide, "Lambda quotas"
    const largest = { text: 'x'.repeat(6_291_456 - '{"text":"","undefined":true}'.length), undefined: true };
    expect(await invoke(largest)).toMatchObject({ StatusCode: 200, answer: null });
    await expect(invoke({ ...largest, text: `${largest.text}x` })).rejects.toMatchObject({
      ...{ name: 'RequestTooLargeException', $metadata: { httpStatusCode: 413 } },
    });
    const call = invoke({ text: 'x'.repeat(1_048_577) }, { InvocationType: 'Event' });
    await expect(call).rejects.toMatchObject({ name: 'RequestTooLargeException' });
  });

  it('that is not there is ResourceNotFoundException', async () => {
    const FunctionName = unique('none');
    await expect(invoke({}, { FunctionName })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: arn:aws:lambda:${cloud.region}:${cloud.accountId}:function:${FunctionName}:$LATEST`,
    });
  });

  it('is listed, page by page', async () => {
    const found: FunctionConfiguration[] = [];
    const pages = paginateListFunctions({ client: lambda, pageSize: 1 }, {});
    for await (const { Functions = [] } of pages) found.push(...Functions);
    expect(found.find(({ FunctionName }) => FunctionName === cloud.outputs.Name)).toMatchObject({
      ...{ FunctionArn: cloud.outputs.Arn, Runtime: 'nodejs22.x', Handler: 'index.handler' },
      ...{ Timeout: 2, MemorySize: 256, PackageType: 'Zip', Version: '$LATEST' },
    });
    expect(found.length).toBeGreaterThanOrEqual(2);
  });
});
