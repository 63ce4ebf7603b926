import { AwsError } from '../../kernel/aws-error';
import type { DataApi } from './data-api';
import { statement as plain, type Session, type Statement } from './database';
import { boundStatement } from './execute-statement';
import { checkRequest, type BatchExecuteStatementRequest } from './request';

/**
 * Runs one statement once for each parameter set. Outside a transaction the batch is one of its own: all sets or none.
 */
export async function batchExecuteStatement(api: DataApi, request: BatchExecuteStatementRequest) {
  checkRequest(request, ['sql']);
  const statements = (request.parameterSets ?? []).map((set) => boundStatement(request.sql!, set));
  await api.inSession(request, async (session) => {
    if (!request.transactionId) await session.run(plain('BEGIN'));
    for (const statement of statements) await runOne(api, session, statement, request);
    if (!request.transactionId) await session.run(plain('COMMIT'));
  });
  return { updateResults: statements.map(() => ({ generatedFields: [] })) };
}

async function runOne(
  api: DataApi,
  session: Session,
  statement: Statement,
  request: BatchExecuteStatementRequest,
) {
  const result = await api.run(session, statement, request);
  if (result.fields && /^SELECT /.test(result.command))
    throw new AwsError(
      'ValidationException',
      'A batch takes a statement that changes data, not one that returns rows.',
    );
}
