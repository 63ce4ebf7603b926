import { randomUUID } from 'node:crypto';
import type { CloudContext } from './cloud-context';

/** The stack's ARN; a kept data directory keeps it. */
export function stackId({ store, region, accountId }: CloudContext, stackName: string): string {
  const ids = store.map<string>('cloudformation-stack-ids');
  if (!ids.has(stackName))
    ids.set(stackName, `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/${randomUUID()}`);
  return ids.get(stackName) as string;
}
