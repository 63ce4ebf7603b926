import { AwsError } from '../../kernel/aws-error';
import type { Tables } from './tables';

/** Days that a table can be taken back. (DynamoDB API reference, PointInTimeRecoverySpecification) */
const LONGEST = 35;

interface UpdateInput {
  readonly TableName?: string;
  readonly PointInTimeRecoverySpecification?: {
    readonly PointInTimeRecoveryEnabled?: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
}

/** Whether point-in-time recovery is on. It is remembered and shown; nothing is backed up locally. */
export class ContinuousBackups {
  private readonly enabledAt;
  private readonly days;

  constructor(private readonly tables: Tables) {
    this.enabledAt = tables.context.store.map<number>('dynamodb-continuous-backups');
    this.days = tables.context.store.map<number>('dynamodb-recovery-days');
  }

  async update(input: UpdateInput) {
    const { TableName = '', PointInTimeRecoverySpecification: specification = {} } = input;
    const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days = LONGEST } = specification;
    await this.checkTable(TableName);
    if (!(days >= 1 && days <= LONGEST))
      throw new AwsError('ValidationException', `RecoveryPeriodInDays must be between 1 and ${LONGEST}.`);
    this.set(TableName, enabled === true);
    this.days.set(TableName, days);
    return this.describe({ TableName });
  }

  async describe({ TableName = '' }: { TableName?: string }) {
    await this.checkTable(TableName);
    const since = this.enabledAt.get(TableName);
    const recovery =
      since === undefined
        ? { PointInTimeRecoveryStatus: 'DISABLED' }
        : {
            PointInTimeRecoveryStatus: 'ENABLED',
            RecoveryPeriodInDays: this.days.get(TableName) ?? LONGEST,
            EarliestRestorableDateTime: new Date(since),
            LatestRestorableDateTime: new Date(this.tables.context.clock.now()),
          };
    return {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: recovery,
      },
    };
  }

  private async checkTable(TableName: string): Promise<void> {
    await this.tables.run('DescribeTable', { TableName }).catch((error: unknown) => {
      if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      throw new AwsError('TableNotFoundException', `Table not found: ${TableName}`);
    });
  }

  set(table: string, enabled: boolean): void {
    if (!enabled) this.enabledAt.delete(table);
    else if (!this.enabledAt.has(table)) this.enabledAt.set(table, this.tables.context.clock.now());
  }
}
