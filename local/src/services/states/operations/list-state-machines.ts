import { AwsError } from '../../../kernel/aws-error';
import { page } from '../../../kernel/page';
import type { StatesContext } from '../states-context';

interface ListStateMachinesInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** ListStateMachines, in order of creation. */
export function listStateMachines({ machines }: StatesContext) {
  return ({ maxResults, nextToken }: ListStateMachinesInput) => {
    const all = [...machines.values()].sort((a, b) => a.createdAt - b.createdAt);
    const { items, NextToken } = page(all, pageSize(maxResults), nextToken, invalidToken);
    const stateMachines = items.map(({ arn, name, type, createdAt }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate: new Date(createdAt),
    }));
    return { stateMachines, nextToken: NextToken };
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

function invalidToken(): AwsError {
  return new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
}
