import type { CloudContext } from '../../kernel/cloud-context';
import type { Service } from '../../kernel/service';

/** The one question to STS that needs no roles: whose account this is. Credentials are not checked. */
export function createSts({ accountId }: Pick<CloudContext, 'accountId'>): Service {
  return {
    name: 'sts',
    protocol: {
      kind: 'query',
      version: '2011-06-15',
      xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    },
    members: 'pascal',
    operations: {
      // API reference "GetCallerIdentity"; the root user, since no other user exists here.
      GetCallerIdentity: () => ({
        UserId: accountId,
        Account: accountId,
        Arn: `arn:aws:iam::${accountId}:root`,
      }),
    },
  };
}
