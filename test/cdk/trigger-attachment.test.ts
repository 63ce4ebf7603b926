import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type LocalCloud, startLocalCloud } from 'local-cloud';
import { TriggerAttachment } from '../../cdk/trigger-attachment';

/** The attachment by itself, deployed: what becomes of the pool of others in the life of a stack. */
describe('TriggerAttachment', () => {
  const directory = mkdtempSync(join(tmpdir(), 'attachment-'));
  let cloud: LocalCloud;
  let attachment: string;
  beforeAll(async () => {
    attachment = synthesize(directory);
    cloud = await startLocalCloud({ assemblyDir: directory, databaseUrl: 'postgres://127.0.0.1:1/none' });
  });
  afterAll(async () => {
    await cloud?.stop();
    rmSync(directory, { recursive: true });
  });

  it('gives the pool its trigger and changes nothing else', async () => {
    const { LambdaConfig, ...others } = await pool('Attached');
    const { LambdaConfig: none, ...untouched } = await pool('Untouched');

    expect(LambdaConfig).toEqual({ PostConfirmation: cloud.outputs.First });
    expect(none ?? {}).toEqual({});
    expect(others).toEqual(untouched);
  });

  it('gives it another one in an update, and the one of before when that update is refused', async () => {
    await update({ FunctionArn: cloud.outputs.Second });
    expect((await pool('Attached')).LambdaConfig).toEqual({ PostConfirmation: cloud.outputs.Second });

    const importing = cloud.faults.add({
      service: 'cognito-idp',
      operation: 'ListUserImportJobs',
      response: { UserImportJobs: [{ Status: 'InProgress' }] },
    });
    const refused = await update({ FunctionArn: cloud.outputs.First });
    cloud.faults.remove(importing);

    expect(refused).toContain('has an import job that is InProgress');
    expect((await pool('Attached')).LambdaConfig).toEqual({ PostConfirmation: cloud.outputs.Second });
  });

  it('takes it away at the end of its stack, and the pool is as it was', async () => {
    await local('DELETE', 'custom-resources');

    expect((await pool('Attached')).LambdaConfig ?? {}).toEqual({});
    expect({ ...(await pool('Attached')), LambdaConfig: {} }).toEqual({
      ...(await pool('Untouched')),
      LambdaConfig: {},
    });
  });

  const update = (properties: object) => local('POST', `custom-resources/${attachment}`, { properties });

  async function local(method: string, path: string, body?: object): Promise<string> {
    const request = { method, ...(body && { body: JSON.stringify(body) }) };
    return (await fetch(`${cloud.endpoint}/_local/${path}`, request)).text();
  }

  /** A pool as it is described, but for what is its own. */
  async function pool(name: string): Promise<Record<string, unknown>> {
    const { UserPool } = await cloud.context.call<{ UserPool: Record<string, unknown> }>(
      'cognito-idp',
      'DescribeUserPool',
      { UserPoolId: cloud.outputs[name] },
      { caller: 'test' },
    );
    const own = ['Id', 'Name', 'Arn', 'LastModifiedDate', 'CreationDate'];
    return Object.fromEntries(Object.entries(UserPool).filter(([member]) => !own.includes(member)));
  }
});

/** Two pools that are alike, of which one is attached to. Answers the logical id of the attachment. */
function synthesize(outdir: string): string {
  process.env.CDK_VALIDATION = 'false';
  const app = new App({ analyticsReporting: false, outdir });
  const stack = new Stack(app, 'Attachment');
  const [userPool, untouched] = ['AttachedPool', 'UntouchedPool'].map(
    (id) => new UserPool(stack, id, { autoVerify: { email: true }, signInAliases: { email: true } }),
  );
  const [trigger, second] = ['FirstFunction', 'SecondFunction'].map(
    (id) =>
      new LambdaFunction(stack, id, {
        runtime: Runtime.NODEJS_24_X,
        handler: 'index.handler',
        code: Code.fromInline('exports.handler = async (event) => event;'),
      }),
  );
  const attachment = new TriggerAttachment(stack, 'TriggerAttachment', {
    userPool: userPool!,
    trigger: trigger!,
    acceptDrift: false,
    logRetention: RetentionDays.ONE_DAY,
  });
  const outputs = {
    Attached: userPool!.userPoolId,
    Untouched: untouched!.userPoolId,
    First: trigger!.functionArn,
    Second: second!.functionArn,
  };
  for (const [name, value] of Object.entries(outputs)) new CfnOutput(stack, name, { value });
  app.synth();
  return stack.getLogicalId(attachment.node.findChild('Attachment').node.defaultChild as never);
}
