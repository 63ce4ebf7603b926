import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { putEvent } from '../../../tasks/shared/event-bus';

const client = mockClient(EventBridgeClient);
const entry = {
  EventBusName: 'bus',
  Source: 'user-registration',
  DetailType: 'user.registered',
  Detail: '{}',
};
const put = () => putEvent(new EventBridgeClient({}), entry, new AbortController().signal);

describe('putEvent', () => {
  beforeEach(() => client.reset());

  it('puts one entry', async () => {
    client.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });

    await put();

    expect(client.commandCalls(PutEventsCommand).map(({ args }) => args[0].input)).toEqual([
      { Entries: [entry] },
    ]);
  });

  it('rejects when the bus answers 200 and did not take the entry', async () => {
    client
      .on(PutEventsCommand)
      .resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'busy' }] });

    await expect(put()).rejects.toMatchObject({ name: 'EntryRefusedError', code: 'InternalFailure' });
  });

  it('rejects when the bus gave the event no id: nothing says that it has it', async () => {
    client.on(PutEventsCommand).resolves({});

    await expect(put()).rejects.toMatchObject({ name: 'EntryRefusedError', code: 'no code' });
  });

  it('rejects when the call fails', async () => {
    client.on(PutEventsCommand).rejects(new Error('no network'));

    await expect(put()).rejects.toThrow('no network');
  });
});
