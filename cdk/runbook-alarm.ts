import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { dashboardUrl, docsLink } from './deep-links';
import type { OperatorAlerts } from './operator-alerts';
import { resourceName } from './resource-names';

export interface RunbookAlarmProps {
  /** One sentence for someone who was asleep. */
  readonly what: string;
  /** What it watches. */
  readonly metric: IMetric;
  /** Rings from this value on. @default 1 */
  readonly threshold?: number;
  /** How many periods it looks at. @default 1 */
  readonly periods?: number;
  /** In how many of them the value must be reached. @default all */
  readonly datapoints?: number;
  /** Where the runbook can be read. @default it is named by its path */
  readonly docsUrl?: string;
  /** Where it rings. */
  readonly operatorAlerts: OperatorAlerts;
}

/** An alarm with a section of its own in the runbook, which it names, and a link to the dashboard. */
export class RunbookAlarm extends Alarm {
  /** Its section: an address, or a path where the docs have none. */
  readonly section: string;

  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    const section = docsLink(props.docsUrl, `runbook.md#${id.toLowerCase()}`);
    super(scope, id, {
      alarmName: `${resourceName(scope)}: ${id}`,
      alarmDescription: `${props.what}\nWhat to do: ${section}\nDashboard: ${dashboardUrl(scope)}`,
      metric: props.metric,
      threshold: props.threshold ?? 1,
      evaluationPeriods: props.periods ?? 1,
      datapointsToAlarm: props.datapoints,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.section = section;
    this.addAlarmAction(new SnsAction(props.operatorAlerts.topic));
  }
}
