import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAssembly } from './assembly/write-assembly';

const BIN = join(__dirname, '../local-cloud.js');
const made: string[] = [];
afterAll(() => made.forEach((path) => rmSync(path, { recursive: true })));

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'main-'));
  made.push(directory);
  return directory;
}

function start(...args: string[]): ChildProcess {
  // No stack here has a cluster: the embedded database would only load in vain.
  const env = { ...process.env, DATABASE_URL: 'postgres://127.0.0.1:1/none' };
  return spawn(process.execPath, [BIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function ended(child: ChildProcess) {
  const said = { out: '', err: '' };
  child.stdout!.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, ...said };
}

const template = {
  Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
  Outputs: { QueueUrl: { Value: { Ref: 'Queue' } } },
};

describe('local-cloud', () => {
  it('runs an assembly, says how to use it, and stops when it is told to', async () => {
    const assembly = writeAssembly(template);
    made.push(assembly);
    const welcome = join(temporary(), 'welcome.txt');
    writeFileSync(welcome, 'The queue: ${QueueUrl}\n');
    const child = start('--assembly', assembly, '--welcome', welcome, '--port', '0');
    child.stdout!.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ctrl-C')) child.kill('SIGINT');
    });

    const { code, out, err } = await ended(child);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^\nReady on (http:\/\/127\.0\.0\.1:\d+)\n\nThe queue: \1\/.*\n\nCtrl-C stops\.\n\n$/,
    );
  });

  it('stops when the shell ends by which npm started it', async () => {
    const assembly = writeAssembly(template);
    made.push(assembly);
    // The shell has more to do, so that it does not give its place to the program.
    const script = `"$0" "$@" & echo "program $!"; wait; true`;
    const env = { ...process.env, DATABASE_URL: 'postgres://127.0.0.1:1/none', npm_lifecycle_event: 'start' };
    const args = ['-c', script, process.execPath, BIN, '--assembly', assembly, '--port', '0'];
    const shell = spawn('sh', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    shell.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ctrl-C')) shell.kill('SIGKILL');
    });

    let program = 0;
    shell.stdout.on('data', (chunk: Buffer) => {
      program ||= Number(/program (\d+)/.exec(chunk.toString())?.[1] ?? 0);
    });
    let isStuck = false;
    const patience = setTimeout(() => {
      isStuck = true;
      process.kill(program, 'SIGKILL');
    }, 20_000);

    // Its output closes when the last that writes there has ended.
    const { out } = await ended(shell);
    clearTimeout(patience);

    expect(out).toContain('Ctrl-C stops.');
    expect(isStuck).toBe(false);
  });

  it('stops, with one line, when its welcome fits the stack not at all', async () => {
    const assembly = writeAssembly(template);
    made.push(assembly);
    const welcome = join(temporary(), 'welcome.txt');
    writeFileSync(welcome, '${Nothing}');

    const { code, err } = await ended(start('--assembly', assembly, '--welcome', welcome, '--port', '0'));

    expect(code).toBe(1);
    expect(err).toMatch(/^.* names \$\{Nothing\}, which is no output of the stack; there is .*\n$/);
  });

  it('says what it takes where there is no app', async () => {
    const { code, err } = await ended(start('--app', temporary(), '--port', '0'));

    expect(code).toBe(1);
    expect(err).toMatch(/^There is no .*cdk\.json; --app takes the directory of a CDK app/);
  });
});
