import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { Clusters } from './clusters';
import { readCredentials } from './credentials';
import type { Database, ResultSet, Session, Statement } from './database';
import { dataApiError } from './database-error';
import type { DataApiRequest, ExecuteStatementRequest } from './request';
import { Transactions } from './transactions';

// AuroraUserGuide, data-api: a call that takes longer than 45 seconds is cancelled.
const timeLimit = 45_000;

/** What every operation of the Data API works with. */
export class DataApi {
  readonly clusters: Clusters;
  readonly transactions: Transactions;

  constructor(
    readonly context: CloudContext,
    readonly database: Database,
  ) {
    this.clusters = new Clusters(context);
    this.transactions = new Transactions(context.clock);
  }

  /** Does work in the session that the request asks for: its transaction's, or one of its own. */
  async inSession<Result>(
    request: DataApiRequest,
    work: (session: Session) => Promise<Result>,
  ): Promise<Result> {
    try {
      const { transactionId: id, resourceArn, database } = request;
      if (id) {
        this.clusters.withEndpoint(resourceArn!);
        return await this.transactions.use({ id, resourceArn: resourceArn!, database }, ({ session }) =>
          work(session),
        );
      }
      return await this.inOwnSession(await this.login(request), work);
    } catch (error) {
      throw dataApiError(error);
    }
  }

  /** A session logged in as the user of the request's secret. The database is the user's name when not given. */
  async login(request: DataApiRequest): Promise<Session> {
    this.clusters.withEndpoint(request.resourceArn!);
    const credentials = await readCredentials(this.context, request.secretArn!);
    const patience = new AbortController();
    const stop = this.context.clock.after(timeLimit, () => patience.abort(timedOut()));
    try {
      const database = request.database || credentials.user;
      return await this.database.connect({ ...credentials, database }, patience.signal);
    } catch (error) {
      throw dataApiError(error);
    } finally {
      stop();
    }
  }

  /** Runs one statement under the 45 seconds of the Data API. */
  async run(session: Session, statement: Statement, request: ExecuteStatementRequest): Promise<ResultSet> {
    const running = session.run(statement);
    let stop = () => {};
    const late = new Promise<never>((_, reject) => {
      stop = this.context.clock.after(timeLimit, () => reject(timedOut()));
    });
    try {
      return await Promise.race([running, late]);
    } catch (error) {
      const abandoned = error instanceof AwsError;
      if (abandoned && !request.continueAfterTimeout) await session.cancel().catch(() => undefined);
      if (abandoned) throw new AbandonedStatement(error, running);
      throw error;
    } finally {
      stop();
    }
  }

  private async inOwnSession<Result>(
    session: Session,
    work: (session: Session) => Promise<Result>,
  ): Promise<Result> {
    try {
      const result = await work(session);
      session.release();
      return result;
    } catch (error) {
      if (!(error instanceof AbandonedStatement)) session.release();
      // The session is free again only when the statement that was given up has ended.
      else void error.running.catch(() => undefined).then(() => session.release());
      throw error;
    }
  }
}

/** The time-out of a statement that may still run. */
class AbandonedStatement extends AwsError {
  constructor(
    error: AwsError,
    readonly running: Promise<unknown>,
  ) {
    super(error.code, error.message, error.status, error.members);
  }
}

function timedOut(): AwsError {
  return new AwsError('StatementTimeoutException', 'Request timed out');
}
