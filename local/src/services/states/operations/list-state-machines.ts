import { AwsError } from '../../../kernel/aws-error';
import type { StatesContext } from '../states-context';

interface ListStateMachinesInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** ListStateMachines, in order of creation; a page's token is the place of the next one. */
export function listStateMachines({ machines }: StatesContext) {
  return ({ maxResults, nextToken }: ListStateMachinesInput) => {
    const size = pageSize(maxResults);
    const start = startOf(nextToken);
    const all = [...machines.values()].sort((a, b) => a.createdAt - b.createdAt);
    const stateMachines = all.slice(start, start + size).map(({ arn, name, type, createdAt }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate: new Date(createdAt),
    }));
    const more = start + size < all.length;
    return { stateMachines, ...(more ? { nextToken: encode(start + size) } : {}) };
  };
}

function pageSize(maxResults = 0): number {
  if (maxResults > 1000)
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${maxResults}' at 'maxResults' failed to satisfy constraint: ` +
        'Member must have value less than or equal to 1000',
    );
  return maxResults === 0 ? 100 : maxResults;
}

function startOf(token: string | undefined): number {
  if (token === undefined) return 0;
  const start = Number(Buffer.from(token, 'base64').toString());
  if (!Number.isInteger(start)) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  return start;
}

function encode(start: number): string {
  return Buffer.from(String(start)).toString('base64');
}
