import { readWorkflow } from '../../cdk/read-workflow';
import { workflowExpressions } from '../../cdk/workflow-expressions';

/** The workflow as it stands in its file. */
const definition = readWorkflow();

const VALUES: Readonly<Record<string, string>> = { ...workflowExpressions(definition), ParkAfter: '4' };

/** The same with a value for each `${…}`, as CloudFormation fills it in; what is not given is its own name. */
export function filledDefinition(given: Readonly<Record<string, string>> = {}): object {
  const values = { ...VALUES, ...given };
  const text = JSON.stringify(definition).replaceAll(
    /\$\{(\w+)\}/g,
    (_, name: string) => values[name] ?? name,
  );
  return JSON.parse(text) as object;
}
