import type { Duration } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { DeliveryNumbers } from './delivery-numbers';
import { ARCHIVE_RETENTION } from './registration-events';
import { BACKUP_RETENTION } from './serverless-cluster';

export interface PersonalDataRetentionProps {
  readonly logRetention: RetentionDays;
  readonly numbers: Pick<DeliveryNumbers, 'queueRetention' | 'deadLetterRetention'>;
  /** Are the backups of the database ours? Else only its owner knows. */
  readonly isOurDatabase: boolean;
}

/** Where personal data stay after a person is erased, and for how many days at most (null: no end); what `registrar forget` says. */
export function personalDataRetention(
  props: PersonalDataRetentionProps,
): Readonly<Record<string, number | null>> {
  const { logRetention, numbers, isOurDatabase } = props;
  const logs = logRetention === RetentionDays.INFINITE ? null : logRetention;
  return {
    'log of executions': logs,
    'log of the pipe': logs,
    'histories of comparisons': HISTORY_DAYS,
    'archive of the bus': days(ARCHIVE_RETENTION),
    'registration queue': days(numbers.queueRetention),
    'dead-letter queues': days(numbers.deadLetterRetention),
    'copies of failure records': POINT_IN_TIME_DAYS,
    ...(isOurDatabase && { 'backups of the database': days(BACKUP_RETENTION) }),
  };
}

function days(duration: Duration): number {
  return duration.toDays();
}

/** For how long a Standard execution can be looked at after its end (Step Functions developer guide, "Quotas"). */
const HISTORY_DAYS = 90;

/** How far point-in-time recovery reaches unless a table says less (DynamoDB API reference, PointInTimeRecoverySpecification). */
const POINT_IN_TIME_DAYS = 35;
