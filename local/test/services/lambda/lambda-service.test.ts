import { existsSync } from 'node:fs';
import { lambdaCloud } from './lambda-cloud';

describe('a function of the template', () => {
  const cloud = lambdaCloud();
  afterAll(() => cloud.stop());

  it('is described as it was declared', async () => {
    await cloud.create('described', 'exports.handler = async () => 1', { Timeout: 9, MemorySize: 512 });
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:described';
    const { Configuration } = await cloud.call<{ Configuration: object }>('lambda', 'GetFunction', {
      FunctionName: arn,
    });
    expect(Configuration).toMatchObject({
      ...{ FunctionArn: arn, Runtime: 'nodejs24.x', Timeout: 9, MemorySize: 512, State: 'Active' },
    });
    await cloud.create('another', 'exports.handler = async () => 1');
    const page = await cloud.call('lambda', 'ListFunctions', { MaxItems: '1' });
    expect(page).toMatchObject({ Functions: [{ FunctionName: 'another' }], NextMarker: 'another' });
    const rest = await cloud.call('lambda', 'ListFunctions', { Marker: 'another' });
    expect(rest).toMatchObject({ Functions: [{ FunctionName: 'described' }] });
    expect(rest).not.toHaveProperty('NextMarker');
  });

  it('has its name as Ref, and its ARN', async () => {
    const created = await cloud.create('made', 'exports.handler = async () => 1', { FunctionName: 'named' });
    expect(created).toEqual({
      ref: 'named',
      attributes: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:named' },
    });
  });

  it('runs under the number of a published version too', async () => {
    await cloud.create('versioned', 'exports.handler = async (e, c) => c.functionVersion');
    const version = await cloud.resource('lambda', 'AWS::Lambda::Version').create({
      ...{ logicalId: 'V', type: '', physicalName: 'V', properties: { FunctionName: 'versioned' } },
    });
    expect(version.ref).toBe('arn:aws:lambda:us-east-1:000000000000:function:versioned:1');
    expect(await cloud.answer(version.ref)).toBe('1');
  });

  it.each([
    ['a runtime that is not Node.js', { Runtime: 'python3.13' }, 'python3.13'],
    ['a container image', { PackageType: 'Image' }, 'PackageType Image'],
    ['a time-out over 15 minutes', { Timeout: 901 }, 'Timeout is 901'],
    ['too little memory', { MemorySize: 64 }, 'MemorySize is 64'],
    ['a reserved variable', { Environment: { Variables: { AWS_REGION: 'x' } } }, 'AWS_REGION'],
    ['code that is not there', { Code: { S3Bucket: 'b', S3Key: '/nowhere.zip' } }, '/nowhere.zip'],
  ])('is refused with %s', async (_what, properties, message) => {
    await expect(cloud.create('refused', 'exports.handler = 1', properties)).rejects.toThrow(message);
  });

  it('accepts no property unread', () => {
    const { properties, inert } = cloud.resource('lambda', 'AWS::Lambda::Function');
    for (const refused of [
      'DeadLetterConfig',
      'Layers',
      'FileSystemConfigs',
      'ImageConfig',
      'CodeSigningConfigArn',
    ])
      expect([...properties, ...Object.keys(inert ?? {})]).not.toContain(refused);
  });
});

describe('the service', () => {
  it('initialises functions ahead of their first invocation', async () => {
    const cloud = lambdaCloud();
    await cloud.create('ahead', "console.log('loaded'); exports.handler = async () => 1");
    await cloud.start();
    await cloud.until(async () => (await cloud.logged('ahead').catch(() => [])).join('').includes('loaded'));
    await cloud.stop();
  });

  it('leaves no process and no file behind', async () => {
    const cloud = lambdaCloud();
    await cloud.create('gone', 'exports.handler = async () => [process.pid, process.env.LAMBDA_TASK_ROOT]');
    const [pid, root] = await cloud.answer<[number, string]>('gone');
    await cloud.stop();
    await cloud.until(() => !isAlive(pid));
    expect(existsSync(root)).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
