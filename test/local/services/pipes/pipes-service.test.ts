import { createEvents } from '../../../../local/services/events/events-service';
import { createPipes } from '../../../../local/services/pipes/pipes-service';
import { createSqs } from '../../../../local/services/sqs/sqs-service';
import { testCloud } from '../sqs/test-cloud';

describe('the way from a bus to an execution', () => {
  it('starts one execution a message, with the envelope as its body, and deletes the message', async () => {
    const cloud = testCloud([createSqs, createEvents, createPipes]);
    const started: string[] = [];
    cloud.fake('states', {
      StartSyncExecution: ({ input }: { input: string }) => {
        started.push(input);
        return { status: 'SUCCEEDED', output: '{}' };
      },
    });
    await cloud.call('sqs', 'CreateQueue', { QueueName: 'queue' });
    await cloud.call('events', 'PutRule', { Name: 'rule', EventPattern: '{"source":["users"]}' });
    await cloud.call('events', 'PutTargets', {
      Rule: 'rule',
      Targets: [{ Id: 'queue', Arn: cloud.arn('sqs', 'queue') }],
    });
    await cloud.call('pipes', 'CreatePipe', {
      Name: 'pipe',
      Source: cloud.arn('sqs', 'queue'),
      Target: cloud.arn('states', 'stateMachine:machine'),
    });
    await cloud.start();
    await cloud.call('events', 'PutEvents', {
      Entries: [{ Source: 'users', DetailType: 'born', Detail: '{"a":1}' }],
    });
    await cloud.until(() => started.length > 0);
    console.log(started);
    await cloud.until(async () => (await cloud.messageCount('queue')) === 0);
    await cloud.stop();
  });
});
