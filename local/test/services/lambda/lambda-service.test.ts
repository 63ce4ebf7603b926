import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { lambdaCloud } from './lambda-cloud';

describe('a function of the template', () => {
  const cloud = lambdaCloud();
  afterAll(() => cloud.stop());

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

  it('runs code from a ZIP archive, and is refused with another file', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'code-'));
    const [archive, text] = [join(directory, 'code.zip'), join(directory, 'code.txt')];
    writeFileSync(
      archive,
      zipSync({
        lib: { 'b.js': Buffer.from('module.exports = 2') },
        'index.js': [Buffer.from("exports.handler = async () => require('./lib/b')"), { level: 0 }],
      }),
    );
    writeFileSync(text, 'hello');
    await cloud.create('zipped', '', { Code: { S3Bucket: 'b', S3Key: archive } });
    expect(await cloud.answer('zipped')).toBe(2);
    const refused = cloud.create('refused', '', { Code: { S3Bucket: 'b', S3Key: text } });
    await expect(refused).rejects.toThrow(`the code asset ${text} is not a ZIP archive`);
    rmSync(directory, { recursive: true });
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
