import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { metricNamespace } from './resource-names';
import type { UserReconciliation } from './user-reconciliation';

const SUM = { statistic: Stats.SUM, period: Duration.hours(1) };

/** Runs that have ended while the user pool and the table differed. Adds the filter that counts them; to be asked once. */
export function runsWithDrift({ logGroup }: UserReconciliation): Metric {
  const filter = logGroup.addMetricFilter('UsersDiffer', {
    filterPattern: FilterPattern.literal(
      '{ ($.type = "SucceedStateEntered") && ($.details.name = "UsersDiffer") }',
    ),
    metricNamespace: metricNamespace(logGroup),
    metricName: 'UsersDiffer',
    metricValue: '1',
    defaultValue: 0,
  });
  return filter.metric(SUM);
}

/** Runs that failed, ran out of time, or were never started by the schedule. One that a person stopped is none of these. */
export function failedRuns({ stateMachine, rule }: UserReconciliation): IMetric {
  return new MathExpression({
    label: 'Failed reconciliations',
    expression: 'FILL(failed, 0) + FILL(timedOut, 0) + FILL(notStarted, 0)',
    usingMetrics: {
      failed: stateMachine.metricFailed(SUM),
      timedOut: stateMachine.metricTimedOut(SUM),
      // Of a rule of the default bus, by its name alone (eb-monitoring, "EventBridge metrics").
      notStarted: new Metric({
        ...SUM,
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensionsMap: { RuleName: rule.ruleName },
      }),
    },
    period: SUM.period,
  });
}
