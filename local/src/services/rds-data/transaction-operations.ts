import type { DataApi } from './data-api';
import { statement } from './database';
import { dataApiError } from './database-error';
import { checkRequest, type DataApiRequest } from './request';

/** Opens a transaction; its id is good for three minutes after each call. */
export async function beginTransaction(api: DataApi, request: DataApiRequest) {
  checkRequest(request, []);
  const session = await api.login(request);
  try {
    const { rows } = await session.run(statement('SELECT current_database()'));
    await session.run(statement('BEGIN'));
    const { id } = api.transactions.add(session, request.resourceArn!, String(rows[0]![0]));
    return { transactionId: id };
  } catch (error) {
    session.release();
    throw dataApiError(error);
  }
}

export async function commitTransaction(api: DataApi, request: DataApiRequest) {
  await end(api, request, 'COMMIT');
  return { transactionStatus: 'Transaction Committed' };
}

export async function rollbackTransaction(api: DataApi, request: DataApiRequest) {
  await end(api, request, 'ROLLBACK');
  return { transactionStatus: 'Rollback Complete' };
}

async function end(api: DataApi, request: DataApiRequest, command: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  checkRequest(request, ['transactionId']);
  api.clusters.withEndpoint(request.resourceArn!);
  const { transactionId: id, resourceArn } = request;
  try {
    await api.transactions.use({ id: id!, resourceArn: resourceArn! }, (transaction) =>
      api.transactions.end(transaction, command),
    );
  } catch (error) {
    throw dataApiError(error);
  }
}
