import { printFunctionLogs } from '../src/function-logs';
import { createClock } from '../src/kernel/clock';
import { Faults } from '../src/kernel/faults';
import { Gateway } from '../src/kernel/gateway';

describe('printFunctionLogs', () => {
  const gateway = new Gateway(createClock(), new Faults());
  gateway.register({
    name: 'logs',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'Logs_20140328' },
    members: 'camel',
    operations: { PutLogEvents: () => ({}) },
  });
  const write = (logGroupName: string, caller: string, ...messages: string[]) => {
    const logEvents = messages.map((message) => ({ message }));
    return gateway.call('logs', 'PutLogEvents', { logGroupName, logEvents }, { caller });
  };

  it("prints a function's own lines under its name, and ends when it is told to", async () => {
    const printed: string[] = [];
    const end = printFunctionLogs(gateway, (line) => printed.push(line));

    await write(
      '/aws/lambda/App-Work',
      'lambda',
      'START RequestId: 1\n',
      '{"level":"INFO"}\n',
      'END RequestId: 1',
    );
    await write('/aws/vendedlogs/states/app', 'states:app', '{"type":"ExecutionStarted"}');
    end();
    await write('/aws/lambda/App-Work', 'lambda', 'later');

    expect(printed).toEqual(['App-Work | {"level":"INFO"}']);
  });
});
