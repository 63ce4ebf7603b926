import {
  type CognitoIdentityProviderClient,
  GetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describePool, listImportStatuses } from './pool-description';
import type { PoolDocument } from './pool-document';
import { addRawDocument } from './raw-document';

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
    describe: (userPoolId) => describePool(client, userPoolId),
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
    importStatuses: (userPoolId) => listImportStatuses(client, userPoolId),
  };
}
