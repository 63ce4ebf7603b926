import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { ExecutionCounts } from './execution-counts';
import type { OperatorAlerts } from './operator-alerts';
import type { RegistrationEvents } from './registration-events';
import { failedRuns, runsWithDrift } from './reconciliation-metrics';
import {
  failedExecutionsPercent,
  ownMetric,
  pipeMetric,
  ruleMetric,
  signUpsNotQueued,
  unansweredInvocations,
} from './registration-metrics';
import type { RegistrationPipe } from './registration-pipe';
import type { RegistrationQueue } from './registration-queue';
import type { RegistrationWorkflow } from './registration-workflow';
import { RunbookAlarm, type RunbookAlarmProps } from './runbook-alarm';
import type { TaskFunction } from './task-function';
import type { UserReconciliation } from './user-reconciliation';

export interface RegistrationAlarmsProps {
  /** The trigger, where a loss would be final. */
  readonly trigger: TaskFunction;
  /** Whether the pool is others', and is looked at for its trigger. */
  readonly checksTrigger: boolean;
  readonly events: RegistrationEvents;
  readonly queue: RegistrationQueue;
  /** The time between two deliveries of a failing message. */
  readonly visibilityTimeout: Duration;
  readonly pipe: RegistrationPipe;
  readonly workflow: RegistrationWorkflow;
  readonly reconciliation: UserReconciliation;
  /** What became of registrations. */
  readonly executions: ExecutionCounts;
  /** Where the runbook can be read. @default it is named by its path */
  readonly docsUrl?: string;
  /** Where they ring. */
  readonly operatorAlerts: OperatorAlerts;
}

/** What a person has to know at once. Each alarm names its section of the runbook. */
export class RegistrationAlarms extends Construct {
  readonly alarms: RunbookAlarm[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RegistrationAlarmsProps,
  ) {
    super(scope, id);
    props.operatorAlerts.grantPublishToAlarms();
    if (props.checksTrigger) this.watchTheTrigger();
    this.watchBeforeTheQueue(props);
    this.watchTheQueue(props);
    this.watchTheWorkflow(props);
    this.watchTheReconciliation(props);
  }

  private watchTheTrigger(): void {
    this.addAlarm('TriggerDetached', 'The user pool does not call us: nobody who signs up is registered.', {
      metric: ownMetric(this, 'TriggerDetached').with({
        period: Duration.hours(1),
        statistic: Stats.MAXIMUM,
      }),
    });
  }

  private watchBeforeTheQueue({ trigger, events, queue }: RegistrationAlarmsProps): void {
    this.addAlarm('SignUpsNotPublished', 'Bus and queue both refused a confirmed sign-up; its log has it.', {
      metric: ownMetric(this, 'RegistrationNotPublished'),
    });
    this.addAlarm(
      'TriggerFails',
      'PublishUserRegistered crashes, runs out of time or is throttled: sign-ups may be lost.',
      {
        metric: unansweredInvocations(trigger),
      },
    );
    this.addAlarm(
      'SignUpsNotQueued',
      'Published sign-ups do not reach the queue: is the bus there, is the rule on?',
      {
        metric: signUpsNotQueued(queue.queue),
        // Of an hour, a quarter: a sign-up on its way is no alarm, one that is lost is one within the hour.
        periods: 12,
        datapoints: 3,
      },
    );
    this.addAlarm('RuleFails', 'EventBridge gave up handing a sign-up to the queue.', {
      metric: ruleMetric(events.bus.eventBusName, events.rule.ruleName, 'FailedInvocations'),
    });
    this.addAlarm('RuleDeadLetters', 'The rule could not deliver sign-ups to the queue for a day.', {
      metric: events.deadLetterQueue.metricApproximateNumberOfMessagesVisible(MOST),
    });
  }

  private watchTheQueue({ queue, visibilityTimeout, pipe }: RegistrationAlarmsProps): void {
    this.addAlarm('RegistrationDeadLetters', 'The workflow could not even record what failed here.', {
      metric: queue.deadLetterQueue.metricApproximateNumberOfMessagesVisible(MOST),
    });
    this.addAlarm(
      'RegistrationsWait',
      'Registrations fail again and again, or nobody takes them: look at the pipe first.',
      {
        metric: queue.queue.metricApproximateAgeOfOldestMessage(MOST),
        // One failed delivery heals by itself. This is the second, or a pipe that has stopped. SQS leaves out what was
        // received three times ("Available CloudWatch metrics for Amazon SQS"), so it rings between the two.
        threshold: visibilityTimeout.plus(Duration.minutes(5)).toSeconds(),
      },
    );
    this.addAlarm('PipeFails', 'Nearly every delivery fails; the pipe slows down and may be disabled.', {
      metric: pipeMetric(pipe.pipeName, 'ExecutionFailed'),
      threshold: 5,
      periods: 3,
    });
  }

  private watchTheWorkflow({ workflow, executions }: RegistrationAlarmsProps): void {
    this.addAlarm('ExecutionsFail', 'More than one in five executions fails or runs out of time.', {
      metric: failedExecutionsPercent(workflow.stateMachine),
      threshold: 20,
      periods: 3,
    });
    this.addAlarm(
      'RegistrationsParked',
      'Confirmed users are not registered: open failures wait for a replay.',
      {
        metric: executions.parked,
      },
    );
    this.addAlarm('AlertsNotSent', 'A registration failed and nobody could be told.', {
      metric: executions.alertsNotSent,
    });
    this.addAlarm('RegistrationsRejected', 'Unusually many sign-ups have data that can never be right.', {
      metric: executions.rejected.with({ period: Duration.hours(1) }),
      threshold: 20,
    });
  }

  private watchTheReconciliation({ reconciliation }: RegistrationAlarmsProps): void {
    this.addAlarm('UsersDiffer', 'The user pool and the table of users differ.', {
      metric: runsWithDrift(reconciliation),
    });
    this.addAlarm('ReconciliationFails', 'Nobody knows whether the user pool and the table of users agree.', {
      metric: failedRuns(reconciliation),
    });
  }

  private addAlarm(id: string, what: string, condition: Condition): void {
    const { docsUrl, operatorAlerts } = this.props;
    this.alarms.push(new RunbookAlarm(this, id, { what, docsUrl, operatorAlerts, ...condition }));
  }
}

type Condition = Pick<RunbookAlarmProps, 'metric' | 'threshold' | 'periods' | 'datapoints'>;

const MOST = { statistic: Stats.MAXIMUM };
