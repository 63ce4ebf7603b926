import { Duration } from 'aws-cdk-lib';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { metricNamespace } from './resource-names';

export interface ExecutionCountsProps {
  /** The execution log of the workflow. */
  readonly logGroup: LogGroup;
}

/** Counts what became of registrations. The workflow itself counts nothing: a call more would be a step more to fail. */
export class ExecutionCounts extends Construct {
  /** Registrations given up and recorded as open failures. */
  readonly parked: Metric;
  /** Registrations whose data can never be right. */
  readonly rejected: Metric;
  /** Failures of which nobody could be told. */
  readonly alertsNotSent: Metric;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ExecutionCountsProps,
  ) {
    super(scope, id);
    this.parked = this.count('RegistrationsParked', entered('RegistrationParked'));
    this.rejected = this.count('RegistrationsRejected', entered('RegistrationRejected'));
    this.alertsNotSent = this.count('AlertsNotSent', `${SUCCEEDED} && ($.details.input = "*AlertNotSent*")`);
  }

  private count(metricName: string, condition: string): Metric {
    const filter = this.props.logGroup.addMetricFilter(metricName, {
      filterPattern: FilterPattern.literal(`{ ${condition} }`),
      metricNamespace: metricNamespace(this),
      metricName,
      metricValue: '1',
      defaultValue: 0,
    });
    return filter.metric({ statistic: Stats.SUM, period: Duration.minutes(5) });
  }
}

function entered(state: string): string {
  return `${SUCCEEDED} && ($.details.name = "${state}")`;
}

const SUCCEEDED = '($.type = "SucceedStateEntered")';
