import type { Tables } from './tables';

interface UpdateInput {
  readonly TableName?: string;
  readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled?: boolean };
}

/** Whether point-in-time recovery is on. It is remembered and shown; nothing is backed up locally. */
export class ContinuousBackups {
  private readonly enabledAt;

  constructor(private readonly tables: Tables) {
    this.enabledAt = tables.context.store.map<number>('dynamodb-continuous-backups');
  }

  async update(input: UpdateInput) {
    const { TableName = '', PointInTimeRecoverySpecification: specification } = input;
    await this.tables.run('DescribeTable', { TableName });
    this.set(TableName, specification?.PointInTimeRecoveryEnabled === true);
    return this.describe({ TableName });
  }

  async describe({ TableName = '' }: { TableName?: string }) {
    await this.tables.run('DescribeTable', { TableName });
    const since = this.enabledAt.get(TableName);
    const recovery =
      since === undefined
        ? { PointInTimeRecoveryStatus: 'DISABLED' }
        : {
            PointInTimeRecoveryStatus: 'ENABLED',
            RecoveryPeriodInDays: 35,
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

  set(table: string, enabled: boolean): void {
    if (!enabled) this.enabledAt.delete(table);
    else if (!this.enabledAt.has(table)) this.enabledAt.set(table, this.tables.context.clock.now());
  }
}
