import type { CloudContext } from '../../kernel/cloud-context';
import type { Mailbox } from './mailbox';
import type { PoolRegistry } from './pool-registry';
import type { PostConfirmation } from './post-confirmation';
import type { TokenIssuer } from './token-issuer';
import type { UserDirectory } from './user-directory';

/** What every operation works with. */
export interface CognitoDependencies {
  readonly context: CloudContext;
  readonly pools: PoolRegistry;
  readonly users: UserDirectory;
  readonly mailbox: Mailbox;
  readonly tokens: TokenIssuer;
  readonly postConfirmation: PostConfirmation;
}
