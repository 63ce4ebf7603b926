import type { OutputName } from '../../cli/aws/stack-outputs';
import { Session } from '../../cli/aws/session';
import { createTerminal } from '../../cli/terminal/terminal';

/** A session against one endpoint, with these outputs for its stack. */
export class StubSession extends Session {
  constructor(
    endpoint: string,
    private readonly stubs: Partial<Record<OutputName, string>>,
  ) {
    const config = {
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    const options = { stack: 'UserRegistration' };
    super(options, createTerminal({ stdout: { write() {} }, stderr: { write() {} } }, options), config);
  }

  override output(name: OutputName): Promise<string> {
    const value = this.stubs[name];
    return value === undefined ? Promise.reject(new Error(`no ${name}`)) : Promise.resolve(value);
  }
}
