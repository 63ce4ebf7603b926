import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { ExecutionCounts } from './execution-counts';
import type { RegistrationEvents } from './registration-events';
import { ownMetric } from './registration-metrics';
import type { RegistrationQueue } from './registration-queue';
import type { RegistrationWorkflow } from './registration-workflow';

export interface OverviewDashboardProps {
  readonly alarms: Alarm[];
  readonly events: RegistrationEvents;
  readonly queue: RegistrationQueue;
  readonly workflow: RegistrationWorkflow;
  readonly executions: ExecutionCounts;
}

/** The product on one page: the alarms, and under them the flow from left to right. */
export class OverviewDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { alarms, events, queue, workflow, executions }: OverviewDashboardProps,
  ) {
    super(scope, id);
    const { stateMachine } = workflow;
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: 'user-registration',
      defaultInterval: Duration.days(1),
    });
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 4 }));
    dashboard.addWidgets(
      graph(
        'Sign-ups past the bus',
        ownMetric('PublishedThroughQueue'),
        ownMetric('RegistrationNotPublished'),
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
      graph('Not registered', executions.parked, executions.rejected, executions.emailInUse),
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

function graph(title: string, ...left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0 } });
}
