import type { About } from '../../console/feed/documents';
import { isLocalEndpoint } from '../aws/aws-config';
import type { Session } from '../aws/session';
import { shellWord } from '../terminal/printed-command';
import { KnownExecutions } from './known-executions';
import { Jobs } from './jobs';

/** What every route works with. */
export interface Feed {
  readonly session: Session;
  readonly about: Omit<About, 'revision'>;
  readonly executions: KnownExecutions;
  readonly jobs: Jobs;
  /** Of the local cloud. */
  readonly endpoint?: string;
}

/** A feed from wherever the session's clients go: the local cloud, of which everything may be changed, or AWS. */
export function openFeed(session: Session, allowReplay: boolean, env = process.env): Feed {
  const isLocal = isLocalEndpoint(env);
  const { stack, region, profile } = session.options;
  const given = { stack: stack === 'UserRegistration' ? undefined : stack, region, profile };
  return {
    session,
    executions: new KnownExecutions(session),
    jobs: new Jobs(session),
    ...(isLocal && { endpoint: env.AWS_ENDPOINT_URL }),
    about: {
      feed: isLocal ? 'local' : 'aws',
      stack,
      region: region ?? session.config.region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? '',
      allowChanges: isLocal || allowReplay,
      pollEvery: isLocal ? 1_000 : 5_000,
      commandOptions: Object.entries(given)
        .flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${shellWord(value)}`]))
        .join(' '),
    },
  };
}

/** A command of this program, as it reaches the stack that the page shows. */
export function pageCommand({ about: { commandOptions } }: Pick<Feed, 'about'>, command: string): string {
  return ['npx registrar', commandOptions, command].filter(Boolean).join(' ');
}
