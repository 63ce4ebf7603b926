import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { IConstruct } from 'constructs';
import { metricNamespace } from './resource-names';

const SUM: MetricOptions = { statistic: Stats.SUM, period: Duration.minutes(5) };

/** A metric that our functions count themselves, through Powertools. */
export function ownMetric(scope: IConstruct, metricName: string): Metric {
  return new Metric({
    ...SUM,
    namespace: metricNamespace(scope),
    metricName,
    dimensionsMap: { service: 'user-registration' },
  });
}

/** A metric that EventBridge Pipes counts (eb-pipes-monitoring). */
export function pipeMetric(pipeName: string, metricName: string): Metric {
  return new Metric({
    ...SUM,
    namespace: 'AWS/EventBridge/Pipes',
    metricName,
    dimensionsMap: { PipeName: pipeName },
  });
}

/** A metric that EventBridge counts of a rule on a bus of its own (eb-monitoring). */
export function ruleMetric(EventBusName: string, RuleName: string, metricName: string): Metric {
  return new Metric({
    ...SUM,
    namespace: 'AWS/Events',
    metricName,
    dimensionsMap: { EventBusName, RuleName },
  });
}

/**
 * Sign-ups that were published and are not in the queue, summed up over the periods that an alarm looks at: one that is
 * lost counts in every period after it, one that is only on its way in the last. The queue is asked and not the workflow,
 * because executions are started for redeliveries too, and these would hide what is missing.
 */
export function signUpsNotQueued(queue: IQueue): IMetric {
  return new MathExpression({
    label: 'Published, not in the queue',
    expression: 'RUNNING_SUM(FILL(published, 0)) - RUNNING_SUM(FILL(queued, 0))',
    usingMetrics: {
      published: ownMetric(queue, 'RegistrationPublished'),
      queued: queue.metricNumberOfMessagesSent(SUM),
    },
    period: SUM.period,
  });
}

/**
 * Invocations that did not answer: crashed, out of time, or never begun. A term without a data point takes the whole sum
 * with it, and a function of which every invocation is throttled counts no errors: hence FILL.
 */
export function unansweredInvocations(handler: IFunction): IMetric {
  return new MathExpression({
    label: 'Unanswered invocations',
    expression: 'FILL(errors, 0) + FILL(throttles, 0)',
    usingMetrics: { errors: handler.metricErrors(SUM), throttles: handler.metricThrottles(SUM) },
    period: SUM.period,
  });
}

/** Executions in a hundred that failed or ran out of time; nothing while there are too few to tell. */
export function failedExecutionsPercent(stateMachine: IStateMachine): IMetric {
  return new MathExpression({
    label: 'Failed executions, %',
    expression: `IF(started >= ${FEWEST_TO_TELL}, 100 * (FILL(failed, 0) + FILL(timedOut, 0)) / started, 0)`,
    usingMetrics: {
      started: stateMachine.metricStarted(SUM),
      failed: stateMachine.metricFailed(SUM),
      timedOut: stateMachine.metricTimedOut(SUM),
    },
    period: SUM.period,
  });
}

/** One failure of two is no trend; the age of the oldest message finds it when it is one. */
const FEWEST_TO_TELL = 10;
