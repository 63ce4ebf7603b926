import { randomBytes } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error';
import type { Clock } from '../../kernel/clock';
import { statement, type Session } from './database';

export interface Transaction {
  readonly id: string;
  readonly resourceArn: string;
  readonly database: string;
  readonly session: Session;
  /** When 24 hours are over, in cloud time. */
  readonly endsAt: number;
  busy: boolean;
  cancelExpiry: () => void;
}

// API_BeginTransaction: a transaction times out after three minutes without a call and lasts 24 hours at most.
const idleLimit = 3 * 60_000;
const lifetime = 24 * 3_600_000;

/** The transactions that are open. What is not finished in time is rolled back. */
export class Transactions {
  private readonly open = new Map<string, Transaction>();
  private readonly ended = new Set<string>();

  constructor(private readonly clock: Clock) {}

  add(session: Session, resourceArn: string, database: string): Transaction {
    const transaction: Transaction = {
      id: randomBytes(138).toString('base64'),
      resourceArn,
      database,
      session,
      endsAt: this.clock.now() + lifetime,
      busy: false,
      cancelExpiry: () => undefined,
    };
    this.open.set(transaction.id, transaction);
    this.expireWhenIdle(transaction);
    return transaction;
  }

  /** Runs work in a transaction that is not busy; the three minutes begin anew after it. */
  async use<Result>(
    { id, resourceArn, database }: { id: string; resourceArn: string; database?: string },
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const transaction = this.open.get(id);
    if (!transaction || transaction.resourceArn !== resourceArn) throw this.notFound(id);
    if (database && database !== transaction.database)
      throw new AwsError('BadRequestException', 'Database name is not the same as transaction');
    if (transaction.busy)
      throw new AwsError('DatabaseErrorException', 'Transaction is still running a query');
    transaction.busy = true;
    transaction.cancelExpiry();
    try {
      return await work(transaction);
    } finally {
      transaction.busy = false;
      if (this.open.has(id)) this.expireWhenIdle(transaction);
    }
  }

  /** Commits or rolls back, and forgets the transaction. */
  async end(transaction: Transaction, command: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    this.forget(transaction);
    this.ended.add(transaction.id);
    try {
      await transaction.session.run(statement(command));
    } finally {
      transaction.session.release();
    }
  }

  closeAll(): void {
    for (const transaction of this.open.values()) {
      this.forget(transaction);
      transaction.session.release();
    }
  }

  private expireWhenIdle(transaction: Transaction): void {
    const wait = Math.min(idleLimit, transaction.endsAt - this.clock.now());
    transaction.cancelExpiry = this.clock.after(wait, () => {
      this.forget(transaction);
      transaction.session.release();
    });
  }

  private forget(transaction: Transaction): void {
    transaction.cancelExpiry();
    this.open.delete(transaction.id);
  }

  /** The causes are AWS's (AuroraUserGuide, data-api.troubleshooting, "Transaction <transaction_ID> isn't found"). */
  private notFound(id: string): AwsError {
    const cause = this.ended.has(id)
      ? 'One previous call resulted in a termination of your transaction.'
      : 'Transaction may be expired.';
    return new AwsError('TransactionNotFoundException', `Transaction ${id} is not found. ${cause}`, 404);
  }
}
