import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../src/assembly/read-assembly';
import { writeAssembly } from './write-assembly';

describe('a cloud assembly', () => {
  it('gives its stack and the places of its assets', () => {
    const template = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };
    const directory = writeAssembly(template, { 'abc.zip': 'asset.abc' });
    const assembly = readAssembly(directory);
    expect(assembly).toMatchObject({ stackName: 'Stack', template });
    expect(assembly.asset('abc.zip')).toBe(join(directory, 'asset.abc'));
  });

  it('refuses a key that is no asset', () => {
    const assembly = readAssembly(writeAssembly({ Resources: {} }));
    expect(() => assembly.asset('other.zip')).toThrow('no asset has the S3 key "other.zip"');
  });

  it('says what to do when there is none', () => {
    const empty = mkdtempSync(join(tmpdir(), 'assembly-'));
    expect(() => readAssembly(empty)).toThrow(/no manifest\.json\); run "npm run synth" first/);
  });
});
