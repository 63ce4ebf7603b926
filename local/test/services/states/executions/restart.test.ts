import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastForward } from '../../../../src/kernel/fast-forward';
import { Faults } from '../../../../src/kernel/faults';
import { Gateway } from '../../../../src/kernel/gateway';
import { createStore } from '../../../../src/kernel/store';
import { createStates } from '../../../../src/services/states/states-service';
import { virtualClock } from '../../../../testing/virtual-clock';

const directory = mkdtempSync(join(tmpdir(), 'standard-restart-'));
const clock = virtualClock();
afterAll(() => rmSync(directory, { recursive: true }));

/** The service as it starts on the data directory; `Publish` never answers while `hangs`. */
async function start(hangs: boolean) {
  const gateway = new Gateway(clock, new Faults());
  const context = {
    ...{ region: 'us-east-1', accountId: '000000000000', clock, store: createStore(directory) },
    call: (...call: Parameters<Gateway['call']>) => gateway.call(...call),
    ...{ endpoint: () => '', asset: () => '', log: () => undefined },
  };
  const states = createStates(context as never);
  gateway.register(states);
  const published: string[] = [];
  const Publish = ({ Message }: { Message: string }) => {
    published.push(Message);
    return hangs ? new Promise(() => {}) : {};
  };
  const protocol = { kind: 'json', version: '1.0', targetPrefix: 'sns' } as const;
  gateway.register({ name: 'sns', protocol, members: 'pascal', operations: { Publish: Publish } });
  await states.start?.();
  const api = <Output = Record<string, unknown>>(operation: string, input: object) =>
    gateway.call<Output>('states', operation, input, { caller: 'client' });
  return { api, states, published, gateway };
}

it('goes on after a restart: a wait to its end, a task once more, what is done is done', async () => {
  const first = await start(true);
  const task = {
    ...{ Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sns:publish', End: true },
    Arguments: { Message: '{% $states.input %}' },
  };
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'Each',
    States: {
      Each: {
        ...{ Type: 'Map', Items: ['wait', 'publish'], Next: 'Count' },
        ItemProcessor: {
          StartAt: 'Which',
          States: {
            Which: {
              ...{ Type: 'Choice', Default: 'Publish' },
              Choices: [{ Condition: "{% $states.input = 'wait' %}", Next: 'Wait' }],
            },
            Wait: { Type: 'Wait', Seconds: 3600, End: true },
            Publish: task,
          },
        },
      },
      Count: { Type: 'Pass', Output: '{% $count($states.input) %}', End: true },
    },
  };
  const { stateMachineArn } = await first.api<{ stateMachineArn: string }>('CreateStateMachine', {
    ...{ name: 'durable', roleArn: 'arn:aws:iam::000000000000:role/r', type: 'STANDARD' },
    definition: JSON.stringify(definition),
  });
  const { executionArn } = await first.api<{ executionArn: string }>('StartExecution', { stateMachineArn });
  const begun = clock.now();
  while (first.published.length === 0) await new Promise(setImmediate);
  clock.skipToNext(begun + 1_800_000);
  await new Promise(setImmediate);
  await first.states.stop?.();

  const second = await start(false);
  const described = () => second.api('DescribeExecution', { executionArn });
  expect(await described()).toMatchObject({ status: 'RUNNING' });
  const over = async () => (await described()).status !== 'RUNNING';
  expect(await fastForward({ clock, gateway: second.gateway }, 7_200_000, over)).toBe(true);
  expect(await described()).toMatchObject({ status: 'SUCCEEDED', output: '2' });
  expect([first.published, second.published]).toEqual([['publish'], ['publish']]);
  expect(clock.now() - begun).toBeLessThan(3_700_000);
  const history = await second.api<{ events: { id: number; type: string }[] }>('GetExecutionHistory', {
    executionArn,
  });
  const types = history.events.map(({ type }) => type);
  expect(history.events.map(({ id }) => id)).toEqual(types.map((_type, index) => index + 1));
  expect(types.filter((type) => type === 'WaitStateEntered')).toHaveLength(1);
  await second.states.stop?.();
});
