import type { CloudContext } from '../../kernel/cloud-context';
import type { Route, Service } from '../../kernel/service';
import { pipeResource } from './pipe-resource';
import { Pipes } from './pipes';

const ROUTES: readonly Route[] = [
  { operation: 'CreatePipe', method: 'POST', path: '/v1/pipes/{Name}' },
  { operation: 'UpdatePipe', method: 'PUT', path: '/v1/pipes/{Name}' },
  { operation: 'DescribePipe', method: 'GET', path: '/v1/pipes/{Name}' },
  { operation: 'DeletePipe', method: 'DELETE', path: '/v1/pipes/{Name}' },
  { operation: 'StartPipe', method: 'POST', path: '/v1/pipes/{Name}/start' },
  { operation: 'StopPipe', method: 'POST', path: '/v1/pipes/{Name}/stop' },
];

/** Amazon EventBridge Pipes: from SQS queues to state machines. */
export function createPipes(context: CloudContext): Service {
  const pipes = new Pipes(context);
  return {
    name: 'pipes',
    protocol: { kind: 'rest-json', routes: ROUTES },
    members: 'pascal',
    operations: {
      CreatePipe: (input: Parameters<Pipes['create']>[0]) => pipes.create(input),
      UpdatePipe: (input: Parameters<Pipes['update']>[0]) => pipes.update(input),
      DeletePipe: (input: Parameters<Pipes['delete']>[0]) => pipes.delete(input),
      DescribePipe: (input: Parameters<Pipes['describe']>[0]) => pipes.describe(input),
      StartPipe: (input: { Name?: string }) => pipes.setState(input, 'RUNNING'),
      StopPipe: (input: { Name?: string }) => pipes.setState(input, 'STOPPED'),
    },
    resources: { 'AWS::Pipes::Pipe': pipeResource(pipes) },
    start: () => pipes.start(),
    stop: () => pipes.stop(),
  };
}
