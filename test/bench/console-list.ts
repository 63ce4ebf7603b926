import type { LocalCloud } from 'local-cloud';
import { clientConfig } from 'local-cloud/testing/client-config';
import { Session } from '../../cli/aws/session';
import { KnownExecutions } from '../../cli/console/known-executions';
import { createTerminal } from '../../cli/terminal/terminal';
import { round, timed, type Figure } from './measure';

const silent = { write: () => {} };

/** The console's list of everything that the cloud has run: read for the first time, and looked at again. */
export async function benchConsoleList({ endpoint, stack }: LocalCloud): Promise<Figure[]> {
  const options = { stack: stack.name };
  const terminal = createTerminal({ stdout: silent, stderr: silent }, options);
  const session = new Session(options, terminal, clientConfig(endpoint));
  const executions = new KnownExecutions(session);
  let rows = 0;
  const look = async () => {
    rows = (await executions.changes(0, session.now() - DAY, {}, false)).rows.length;
  };
  const [first, again] = [await timed(look), await timed(look)];
  const each = (name: string, ms: number) => ({
    name: `console's list, ${name}`,
    value: round((ms / rows) * 1000),
    unit: 'ms for 1,000 executions',
  });
  return [each('first look', first), each('looked at again', again)];
}

const DAY = 86_400_000;
