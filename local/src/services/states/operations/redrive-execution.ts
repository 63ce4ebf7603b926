import { AwsError } from '../../../kernel/aws-error';
import { executionOf } from '../arns';
import { notRedrivable } from '../executions/redrivable';
import type { StatesContext } from '../states-context';

/**
 * RedriveExecution: a Standard execution that ended badly goes on in the state where it did, with the same definition and
 * input. A token that was given with the last redrive is answered by it.
 */
export function redriveExecution(context: StatesContext) {
  return ({ executionArn, clientToken }: { executionArn?: string; clientToken?: string }) => {
    const record = executionOf(context, executionArn);
    const { cloud, standard } = context;
    const isSame = clientToken !== undefined && clientToken === record.redriveToken;
    if (isSame) return { redriveDate: new Date(record.redriveTime!) };
    const reason = notRedrivable(record, standard.historyOf(record.arn).length, cloud.clock.now());
    if (reason !== undefined) throw new AwsError('ExecutionNotRedrivable', reason);
    return { redriveDate: new Date(standard.redrive(record, clientToken).redriveTime!) };
  };
}
