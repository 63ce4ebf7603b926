import type { Construct } from 'constructs';
import { docsLink, executionsUrl } from './deep-links';
import type { ExecutionQueries } from './execution-queries';
import type { RegistrationWorkflow } from './registration-workflow';
import type { RunbookAlarm } from './runbook-alarm';

export interface OverviewLinksProps {
  readonly alarms: readonly RunbookAlarm[];
  readonly workflow: RegistrationWorkflow;
  readonly queries: ExecutionQueries;
  /** Where the docs can be read. @default they are named by their path */
  readonly docsUrl?: string;
}

/** Where the dashboard leads: the executions, the saved queries ready to run, and for each alarm what to do. Markdown, a line each. */
export function overviewLinks(
  scope: Construct,
  { alarms, workflow, queries, docsUrl }: OverviewLinksProps,
): string {
  const executions = executionsUrl(scope, workflow.stateMachine.stateMachineArn);
  const asked = [...queries.saved].map(([name, { url }]) => `[${name}](${url})`);
  const docs = (title: string, page: string) =>
    docsUrl ? `[${title}](${docsLink(docsUrl, page)})` : `${title}: \`${docsLink(docsUrl, page)}\``;
  const sections = docsUrl
    ? alarms.map(({ node, section }) => `[${node.id}](${section})`).join(' · ')
    : docs('a section for each alarm', 'runbook.md');
  return [
    `[Executions](${executions}) · ${docs('How to find one user', 'operations.md#in-awss-own-console')}`,
    `Ask the log: ${asked.join(' · ')}`,
    `What to do: ${sections}`,
  ].join('\n\n');
}
