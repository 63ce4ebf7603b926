import type { AwsConfig } from '../../../cli/aws/aws-config';
import { Session } from '../../../cli/aws/session';
import { createTerminal } from '../../../cli/terminal/terminal';

const OPTIONS = { stack: 'UserRegistration' };

class Client {
  readonly middlewareStack = { add() {} };

  constructor(readonly config: AwsConfig) {}
}

describe('Session', () => {
  const terminal = createTerminal({ stdout: { write() {} }, stderr: { write() {} } }, OPTIONS);
  const session = new Session(OPTIONS, terminal, { region: 'eu-west-1' });

  it('makes a client of a class once, with its configuration', () => {
    const client = session.client(Client);

    expect(session.client(Client)).toBe(client);
    expect(client.config.region).toBe('eu-west-1');
  });

  it('has every client give up an endpoint that takes calls and never answers', () => {
    expect(session.client(Client).config.requestHandler).toEqual({
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    });
  });
});
