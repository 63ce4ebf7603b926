import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWelcome } from '../src/welcome';

const directory = mkdtempSync(join(tmpdir(), 'welcome-'));
const file = join(directory, 'welcome.txt');
afterAll(() => rmSync(directory, { recursive: true }));

it('says the names that the stack gave, and leaves the rest as it is written', () => {
  writeFileSync(file, 'curl ${endpoint}/${QueueName}  # $HOME ${}\n');

  expect(readWelcome(file)({ endpoint: 'http://x', QueueName: 'q' })).toBe('curl http://x/q  # $HOME ${}\n');
});

it('names an output that is not there', () => {
  writeFileSync(file, '${QueueUrl}');

  expect(() => readWelcome(file)({ endpoint: 'http://x', Queue: 'q' })).toThrow(
    `${file} names \${QueueUrl}, which is no output of the stack; there is endpoint, Queue.`,
  );
});
