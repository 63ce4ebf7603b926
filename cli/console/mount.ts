import { Session } from '../aws/session';
import type { GlobalOptions } from '../terminal/global-options';
import { createTerminal } from '../terminal/terminal';
import { type ConsoleServer, createConsoleServer } from './console-server';
import { openFeed } from './feed';

/** The local cloud that the page is part of. */
export interface MountedIn {
  readonly endpoint: string;
  readonly stackName: string;
}

/** What `--mount` of the local cloud asks for: the page and its data, through the SDK like everything else. */
export function mount({ endpoint, stackName }: MountedIn): ConsoleServer {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  process.env.AWS_ENDPOINT_URL = endpoint;
  const options: GlobalOptions = { stack: stackName };
  const terminal = createTerminal({ stdout: process.stderr, stderr: process.stderr }, options);
  return createConsoleServer(openFeed(new Session(options, terminal), true));
}
