import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assembly, readAssembly } from '../../src/assembly/read-assembly';
import { writeAssembly } from './write-assembly';

describe('a cloud assembly', () => {
  it('gives its stack and the places of its assets', () => {
    const template = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };
    const directory = writeAssembly(template, { 'abc.zip': 'asset.abc' });
    const assembly = onlyOf(directory);
    expect(assembly).toMatchObject({ stackName: 'Stack', template });
    expect(assembly.asset('abc.zip')).toBe(join(directory, 'asset.abc'));
  });

  it('refuses a key that is no asset', () => {
    const assembly = onlyOf(writeAssembly({ Resources: {} }));
    expect(() => assembly.asset('other.zip')).toThrow('no asset has the S3 key "other.zip"');
  });

  it('says what to do when there is none', () => {
    const empty = mkdtempSync(join(tmpdir(), 'assembly-'));
    expect(() => readAssembly(empty)).toThrow(/no manifest\.json\); run "npm run synth" first/);
  });

  describe('of several stacks', () => {
    const directory = writeStacks({ Orders: ['Network', 'Orders.assets'], Reports: ['Orders'], Network: [] });
    const namesOf = (stack?: string) => readAssembly(directory, stack).map(({ stackName }) => stackName);

    it('gives the one that is asked for after those that it depends on, and no other', () => {
      expect(namesOf('Orders')).toEqual(['Network', 'Orders']);
      expect(namesOf('Reports')).toEqual(['Network', 'Orders', 'Reports']);
    });

    it('has to be told which, by a name that it has', () => {
      expect(() => namesOf()).toThrow('found 3 (Orders, Reports, Network); --stack chooses one of several.');
      expect(() => namesOf('Bills')).toThrow(
        'no stack "Bills"; --stack takes one of Orders, Reports, Network.',
      );
    });
  });
});

function onlyOf(directory: string): Assembly {
  const [assembly, ...others] = readAssembly(directory);
  expect(others).toEqual([]);
  return assembly!;
}

/** An assembly of empty stacks, each with the artifacts that it depends on. */
function writeStacks(stacks: Record<string, string[]>): string {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  for (const name of Object.keys(stacks))
    writeFileSync(join(directory, `${name}.template.json`), '{"Resources":{}}');
  const artifacts = Object.entries(stacks).map(([name, dependencies]) => [
    name,
    { type: 'aws:cloudformation:stack', dependencies, properties: { templateFile: `${name}.template.json` } },
  ]);
  writeFileSync(
    join(directory, 'manifest.json'),
    JSON.stringify({ artifacts: Object.fromEntries(artifacts) as object }),
  );
  return directory;
}
