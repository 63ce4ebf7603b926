import { once } from 'node:events';
import type { Session } from '../aws/session';
import { createConsoleServer } from '../console/console-server';
import { openFeed } from '../console/feed';
import { serveConsole } from '../console/serve-console';
import { parsePort } from '../terminal/parse-option';
import { examples, type Verb } from './verb';

interface Options {
  readonly port: string;
  readonly allowReplay?: boolean;
}

/** `console`: the page on this machine. */
export const consoleVerb: Verb = (program, does) => {
  program
    .command('console')
    .description(
      'serve a page on this machine that draws every execution and shows what failed, until Ctrl-C',
    )
    .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', '4580')
    .option(
      '--allow-replay',
      'against AWS: the page may replay, hand over, discard and reconcile; else it only looks',
    )
    .addHelpText('after', examples('console', 'console --profile production --allow-replay'))
    .action(does(serve));
};

/** Serves until it is interrupted. */
async function serve(session: Session, { port, allowReplay = false }: Options): Promise<void> {
  const feed = openFeed(session, allowReplay);
  const { url, close } = await serveConsole(createConsoleServer(feed), parsePort('--port', port));
  const { terminal } = session;
  terminal.answer(
    () => [url],
    () => ({ url }),
  );
  terminal.say(
    feed.about.allowChanges
      ? 'It may replay, hand over, discard and reconcile. Ctrl-C stops.'
      : 'It only looks. Ctrl-C stops.',
  );
  await Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)));
  await close();
}
