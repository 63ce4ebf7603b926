import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { resourceName } from './resource-names';

/** The dashboard in the console. */
export function dashboardUrl(scope: Construct): string {
  const { region } = Stack.of(scope);
  return `${console(region)}/cloudwatch/home?region=${region}#dashboards/dashboard/${resourceName(scope)}`;
}

/** The executions of an Express state machine in the console. */
export function executionsUrl(scope: Construct, stateMachineArn: string): string {
  const { region } = Stack.of(scope);
  return `${console(region)}/states/home?region=${region}#/express-statemachines/view/${stateMachineArn}`;
}

/** A query of a log group's last day in CloudWatch Logs Insights. AWS does not document the address: this is how its console writes it. */
export function logQueryUrl(scope: Construct, logGroupName: string, query: string): string {
  const { region } = Stack.of(scope);
  const range = `end~0~start~-86400~timeType~'RELATIVE~unit~'seconds`;
  const detail = `~(${range}~editorString~'${starred(query)}~source~(~'${starred(logGroupName)}))`;
  const twice = detail.replace(/[~()']/g, (character) => `$25${hex(character).toUpperCase()}`);
  return `${console(region)}/cloudwatch/home?region=${region}#logsV2:logs-insights$3FqueryDetail$3D${twice}`;
}

function starred(text: string): string {
  return text.replace(/[^\w.-]/g, (character) => `*${hex(character)}`);
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}

/** A page of `docs/`; without an address for them it is the path in the repository, which a person can still find. */
export function docsLink(docsUrl: string | undefined, page: string): string {
  return `${docsUrl ?? 'docs'}/${page}`;
}

/** `docs/` in the repository that a package.json names, as GitHub and GitLab show it; nothing where it names none. */
export function repositoryOf(manifest: {
  name: string;
  repository?: string | { url: string };
}): string | undefined {
  const { repository } = manifest;
  const url = typeof repository === 'object' ? repository.url : repository;
  const [, address] = /^(?:git\+)?(https:\/\/.+?)(?:\.git)?$/.exec(url ?? '') ?? [];
  return address && `${address}/blob/HEAD/docs`;
}

function console(region: string): string {
  return `https://${region}.console.aws.amazon.com`;
}
