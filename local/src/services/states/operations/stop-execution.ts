import { executionOf } from '../arns';
import type { StatesContext } from '../states-context';

interface StopExecutionInput {
  readonly executionArn?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** StopExecution, of Standard executions; one that has ended stays as it is, and answers when it did. */
export function stopExecution(context: StatesContext) {
  return async ({ executionArn, error, cause }: StopExecutionInput) => {
    const { arn } = executionOf(context, executionArn);
    await context.standard.stop(arn, { error, cause });
    return { stopDate: new Date(executionOf(context, arn).stopTime!) };
  };
}
