import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListUserImportJobsCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { PoolDocument } from './pool-document';
import { addRawDocument, type RawDocument } from './raw-document';

/** What is asked of Cognito to change a pool's trigger. */
export interface PoolApi {
  describe(userPoolId: string): Promise<PoolDocument>;
  describeMfa(userPoolId: string): Promise<PoolDocument>;
  /** Everything that is not in the document is reset. */
  update(userPoolId: string, document: PoolDocument): Promise<void>;
  /** Statuses of its import jobs. */
  importStatuses(userPoolId: string): Promise<string[]>;
}

/** Cognito through the SDK, which passes documents on as they are. Rejects with the SDK's errors. */
export function cognitoPools(client: CognitoIdentityProviderClient): PoolApi {
  return {
    async describe(UserPoolId) {
      const command = new DescribeUserPoolCommand({ UserPoolId });
      const raw = addRawDocument(command.middlewareStack);
      await client.send(command);
      return membersOf(raw, 'UserPool');
    },
    async describeMfa(UserPoolId) {
      const command = new GetUserPoolMfaConfigCommand({ UserPoolId });
      const raw = addRawDocument(command.middlewareStack);
      await client.send(command);
      return raw.received ?? {};
    },
    async update(UserPoolId, document) {
      const command = new UpdateUserPoolCommand({ UserPoolId });
      addRawDocument(command.middlewareStack).sent = { ...document, UserPoolId };
      await client.send(command);
    },
    async importStatuses(UserPoolId) {
      const statuses: string[] = [];
      let PaginationToken: string | undefined;
      do {
        const command = new ListUserImportJobsCommand({ UserPoolId, MaxResults: 60, PaginationToken });
        const page = await client.send(command);
        statuses.push(...(page.UserImportJobs ?? []).map(({ Status = '' }) => Status));
        PaginationToken = page.PaginationToken;
      } while (PaginationToken);
      return statuses;
    },
  };
}

function membersOf({ received }: RawDocument, name: string): PoolDocument {
  const document = received?.[name];
  if (typeof document === 'object' && document !== null) return document as PoolDocument;
  throw new Error(`Cognito answered without ${name}; nothing has been changed.`);
}
