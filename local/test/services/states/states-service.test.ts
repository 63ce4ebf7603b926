import { only, StatesFixture, type SyncResult } from '../../../testing/state-machine-runner';

it('ends what runs promptly when the service stops', async () => {
  const states = new StatesFixture();
  const stateMachineArn = await states.create(only({ Type: 'Wait', Seconds: 250 }));
  // Not through the fixture, which would let the time pass.
  const running = states.gateway.call<SyncResult>(
    'states',
    'StartSyncExecution',
    { stateMachineArn },
    { caller: 'client' },
  );
  await new Promise((resolve) => setImmediate(resolve));
  await states.states.stop!();
  expect((await running).status).toBe('TIMED_OUT');
});

it('runs the new definition from the next execution on', async () => {
  const states = new StatesFixture();
  const stateMachineArn = await states.create(only({ Type: 'Pass' }));
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', ...only({ Type: 'Pass', Output: 'new' }) });
  await states.api('UpdateStateMachine', { stateMachineArn, definition });
  expect((await states.api<SyncResult>('StartSyncExecution', { stateMachineArn })).output).toBe('"new"');
});
