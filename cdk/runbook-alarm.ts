import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { OperatorAlerts } from './operator-alerts';

export interface RunbookAlarmProps {
  /** One sentence for someone who was asleep. */
  readonly what: string;
  /** What it watches. */
  readonly metric: IMetric;
  /** Rings from this value on. @default 1 */
  readonly threshold?: number;
  /** For how many periods in a row. @default 1 */
  readonly periods?: number;
  /** Where it rings. */
  readonly operatorAlerts: OperatorAlerts;
}

/** An alarm with a section of its own in the runbook, which it names. */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    super(scope, id, {
      alarmName: `user-registration: ${id}`,
      alarmDescription: `${props.what} What to do: docs/runbook.md#${id.toLowerCase()}`,
      metric: props.metric,
      threshold: props.threshold ?? 1,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(props.operatorAlerts.topic));
  }
}
