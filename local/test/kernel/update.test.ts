import { rmSync } from 'node:fs';
import { startLocalCloud, type LocalCloud } from '../../src/local-cloud';
import { writeAssembly } from '../assembly/write-assembly';

const made: string[] = [];
let cloud: LocalCloud;

function assembly(word: string, queue: object = {}): string {
  const code = { ZipFile: `exports.handler = async () => process.env.GREETING + ' ${word}'` };
  const environment = { Variables: { GREETING: { 'Fn::GetAtt': ['Queue', 'QueueName'] } } };
  const fn = {
    Code: code,
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Environment: environment,
    Role: 'arn',
  };
  const states = { Say: { Type: 'Pass', Output: word, End: true } };
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Say', States: states });
  const machine = {
    StateMachineName: 'say',
    StateMachineType: 'EXPRESS',
    DefinitionString: definition,
    RoleArn: ROLE,
  };
  const directory = writeAssembly({
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'words', ...queue } },
      Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'say', ...fn } },
      Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: machine },
    },
  });
  made.push(directory);
  return directory;
}

const ROLE = 'arn:aws:iam::000000000000:role/say';
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:say';

async function said(): Promise<string[]> {
  const call = (service: string, operation: string, input: object) =>
    cloud.context.call<Record<string, unknown>>(service, operation, input, { caller: 'test' });
  const { Payload } = await call('lambda', 'Invoke', { FunctionName: 'say' });
  const { output } = await call('states', 'StartSyncExecution', { stateMachineArn: MACHINE, input: '{}' });
  return [Buffer.from(Payload as Uint8Array).toString(), String(output)];
}

beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: assembly('one'), databaseUrl: 'postgres://127.0.0.1:1/none' });
});
afterAll(async () => {
  await cloud.stop();
  made.forEach((directory) => rmSync(directory, { recursive: true }));
});

describe('an update in place', () => {
  it('takes over functions and state machines, with what they refer to', async () => {
    const before = await said();
    const update = await cloud.update(assembly('two'));

    expect(update).toEqual({ updated: ['Function', 'Machine'], left: [] });
    expect([before, await said()]).toEqual([
      ['"words one"', '"one"'],
      ['"words two"', '"two"'],
    ]);
  });

  it('names what only a new start takes over, again as long as it is so, and nothing that is the same', async () => {
    const slower = { VisibilityTimeout: 7 };

    expect(await cloud.update(assembly('two', slower))).toEqual({ updated: [], left: ['Queue'] });
    expect(await cloud.update(assembly('two', slower))).toEqual({ updated: [], left: ['Queue'] });
    expect(await cloud.update(assembly('two'))).toEqual({ updated: [], left: [] });
  });

  it('lets who runs run to the end', async () => {
    const running = said();
    await cloud.update(assembly('three'));

    expect((await running)[0]).toMatch(/^"words (two|three)"$/);
    expect((await said())[0]).toBe('"words three"');
  });
});
