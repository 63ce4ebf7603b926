import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { docsLink, executionsUrl } from './deep-links';
import type { ExecutionCounts } from './execution-counts';
import type { RegistrationEvents } from './registration-events';
import { ownMetric } from './registration-metrics';
import type { RegistrationQueue } from './registration-queue';
import type { RegistrationWorkflow } from './registration-workflow';
import { resourceName } from './resource-names';

export interface OverviewDashboardProps {
  readonly alarms: Alarm[];
  readonly events: RegistrationEvents;
  readonly queue: RegistrationQueue;
  readonly workflow: RegistrationWorkflow;
  readonly executions: ExecutionCounts;
  /** Where the runbook can be read. @default it is named by its path */
  readonly docsUrl?: string;
}

/** The product on one page: the alarms, and under them the flow from left to right. */
export class OverviewDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { alarms, events, queue, workflow, executions, docsUrl }: OverviewDashboardProps,
  ) {
    super(scope, id);
    const { stateMachine } = workflow;
    const dashboard = new Dashboard(this, 'Dashboard', {
      // Typed by operators, and part of its address.
      dashboardName: resourceName(this),
      defaultInterval: Duration.days(1),
    });
    dashboard.addWidgets(
      new TextWidget({ markdown: links(this, stateMachine.stateMachineArn, docsUrl), width: 24, height: 1 }),
    );
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 4 }));
    dashboard.addWidgets(
      graph(
        'Sign-ups',
        ownMetric(this, 'RegistrationPublished'),
        queue.queue.metricNumberOfMessagesSent({ label: 'in the queue' }),
        ownMetric(this, 'PublishedThroughQueue'),
        ownMetric(this, 'RegistrationNotPublished'),
      ),
      graph('Waiting registrations', queue.queue.metricApproximateNumberOfMessagesVisible()),
      graph(
        'Executions',
        stateMachine.metricStarted(),
        stateMachine.metricSucceeded(),
        stateMachine.metricFailed(),
        stateMachine.metricTimedOut(),
      ),
    );
    dashboard.addWidgets(
      graph('Not registered', executions.parked, executions.rejected),
      graph(
        'Dead letters',
        queue.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ label: 'of the workflow' }),
        events.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ label: 'of the rule' }),
      ),
      graph(
        'Duration',
        stateMachine.metricTime({ statistic: 'p50' }),
        stateMachine.metricTime({ statistic: 'p99' }),
      ),
    );
  }
}

function links(scope: Construct, stateMachineArn: string, docsUrl?: string): string {
  const runbook = docsLink(docsUrl, 'runbook.md');
  return [
    docsUrl ? `[Runbook](${runbook})` : `Runbook: \`${runbook}\``,
    `[Executions](${executionsUrl(scope, stateMachineArn)})`,
    `Saved log queries: \`${resourceName(scope)}/…\``,
  ].join(' · ');
}

function graph(title: string, ...left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0 } });
}
