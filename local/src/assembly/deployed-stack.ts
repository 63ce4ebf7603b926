import type { Assembly } from './read-assembly';

/** The stack as `DescribeStacks` and its relatives tell it; filled while it is deployed. */
export interface DeployedStack {
  readonly name: string;
  readonly id: string;
  readonly description?: string;
  readonly templateBody: string;
  readonly parameters: readonly { readonly key: string; readonly value: string }[];
  readonly createdAt: Date;
  readonly resources: Map<string, DeployedResource>;
  readonly outputs: StackOutput[];
  status: 'CREATE_IN_PROGRESS' | 'CREATE_COMPLETE' | 'CREATE_FAILED';
}

export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly madeAt: Date;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** A stack that nothing has been made of yet. */
export function newStack(
  { stackName, template, templateBody }: Assembly,
  id: string,
  now: number,
): DeployedStack {
  const parameters = Object.entries(template.Parameters ?? {}).flatMap(([key, { Default, NoEcho }]) =>
    Default === undefined ? [] : [{ key, value: NoEcho ? '****' : String(Default) }],
  );
  return {
    name: stackName,
    id,
    description: template.Description,
    templateBody,
    parameters,
    createdAt: new Date(now),
    resources: new Map(),
    outputs: [],
    status: 'CREATE_IN_PROGRESS',
  };
}
