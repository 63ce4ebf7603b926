import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  ListUserImportJobsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { PoolDocument } from './pool-document';
import { addRawDocument, type RawDocument } from './raw-document';

/** A pool as Cognito describes it, members that the SDK does not know included. Rejects with the SDK's errors. */
export async function describePool(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
): Promise<PoolDocument> {
  const command = new DescribeUserPoolCommand({ UserPoolId });
  const raw = addRawDocument(command.middlewareStack);
  await client.send(command);
  return membersOf(raw, 'UserPool');
}

/** Statuses of a pool's import jobs. */
export async function listImportStatuses(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
): Promise<string[]> {
  const statuses: string[] = [];
  let PaginationToken: string | undefined;
  do {
    const command = new ListUserImportJobsCommand({ UserPoolId, MaxResults: 60, PaginationToken });
    const page = await client.send(command);
    statuses.push(...(page.UserImportJobs ?? []).map(({ Status = '' }) => Status));
    PaginationToken = page.PaginationToken;
  } while (PaginationToken);
  return statuses;
}

function membersOf({ received }: RawDocument, name: string): PoolDocument {
  const document = received?.[name];
  if (typeof document === 'object' && document !== null) return document as PoolDocument;
  throw new Error(`Cognito answered without ${name}; nothing has been changed.`);
}
