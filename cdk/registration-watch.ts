import { Construct } from 'constructs';
import { ExecutionCounts } from './execution-counts';
import { ExecutionQueries } from './execution-queries';
import { OverviewDashboard } from './overview-dashboard';
import { RegistrationAlarms, type RegistrationAlarmsProps } from './registration-alarms';

export type RegistrationWatchProps = Omit<RegistrationAlarmsProps, 'executions'>;

/** Everything that watches the flow and takes no part in it: counts, alarms, a dashboard, saved queries. */
export class RegistrationWatch extends Construct {
  constructor(scope: Construct, id: string, props: RegistrationWatchProps) {
    super(scope, id);
    const { events, queue, workflow } = props;
    const { logGroup } = workflow;
    const executions = new ExecutionCounts(this, 'ExecutionCounts', { logGroup });
    const { alarms } = new RegistrationAlarms(this, 'Alarms', { ...props, executions });
    const { docsUrl } = props;
    const queries = new ExecutionQueries(this, 'Queries', { logGroup });
    const watched = { alarms, events, queue, workflow, executions, queries };
    new OverviewDashboard(this, 'Overview', { ...watched, docsUrl });
  }
}
