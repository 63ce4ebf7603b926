import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { ExecutionCounts } from './execution-counts';
import type { ExecutionQueries } from './execution-queries';
import { overviewLinks } from './overview-links';
import type { RegistrationEvents } from './registration-events';
import { ownMetric } from './registration-metrics';
import type { RegistrationQueue } from './registration-queue';
import type { RegistrationWorkflow } from './registration-workflow';
import { executionLogName, resourceName } from './resource-names';
import type { RunbookAlarm } from './runbook-alarm';

export interface OverviewDashboardProps {
  readonly alarms: readonly RunbookAlarm[];
  readonly events: RegistrationEvents;
  readonly queue: RegistrationQueue;
  readonly workflow: RegistrationWorkflow;
  readonly executions: ExecutionCounts;
  readonly queries: ExecutionQueries;
  /** Where the runbook can be read. @default it is named by its path */
  readonly docsUrl?: string;
}

/** The product on one page, question by question: do registrations flow, how fast, which do not get through, where and why. */
export class OverviewDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: OverviewDashboardProps,
  ) {
    super(scope, id);
    new Dashboard(this, 'Dashboard', {
      // Typed by operators, and part of its address.
      dashboardName: resourceName(this),
      defaultInterval: Duration.days(1),
      widgets: [
        [text(overviewLinks(this, props), 3)],
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...props.alarms], width: 24, height: 4 })],
        [text('## Do registrations flow?')],
        this.flow(),
        [text('## How fast?')],
        this.speed(),
        [text('## Which do not get through, where and why?')],
        this.failures(),
        [this.latest()],
      ],
    });
  }

  private flow(): IWidget[] {
    const { queue, workflow } = this.props;
    const { stateMachine } = workflow;
    return [
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
    ];
  }

  private speed(): IWidget[] {
    const { queue, events, workflow } = this.props;
    const age = { label: 'of the queue' };
    return [
      graph(
        'Duration of an execution',
        workflow.stateMachine.metricTime({ statistic: 'p50' }),
        workflow.stateMachine.metricTime({ statistic: 'p99' }),
      ),
      graph('Age of the oldest that waits', queue.queue.metricApproximateAgeOfOldestMessage(age)),
      graph(
        'Age of the oldest dead letter',
        queue.deadLetterQueue.metricApproximateAgeOfOldestMessage({ label: 'of the workflow' }),
        events.deadLetterQueue.metricApproximateAgeOfOldestMessage({ label: 'of the rule' }),
      ),
    ];
  }

  private failures(): IWidget[] {
    const { queue, events, executions } = this.props;
    return [
      graph('Not registered', executions.parked, executions.rejected),
      this.table('Failed deliveries by step and error', 'FailedSteps', 8),
      graph(
        'Dead letters',
        queue.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ label: 'of the workflow' }),
        events.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ label: 'of the rule' }),
      ),
    ];
  }

  private latest(): IWidget {
    return this.table(
      'The latest that did not register: npx registrar show <failure_id>',
      'NotRegistered',
      24,
    );
  }

  /** The answer to a saved query. Each refresh asks again, which costs by the size of the log in the time that is looked at. */
  private table(title: string, query: string, width: number): IWidget {
    const { text: queryString } = this.props.queries.named(query);
    return new LogQueryWidget({
      title,
      logGroupNames: [executionLogName(this)],
      queryString,
      width,
      height: 6,
    });
  }
}

function text(markdown: string, height = 1): IWidget {
  return new TextWidget({ markdown, width: 24, height });
}

function graph(title: string, ...left: IMetric[]): IWidget {
  return new GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0 } });
}
