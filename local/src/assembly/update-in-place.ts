import { makeResource, type Deployed, type Deployment } from './deploy';
import type { Template } from './template';

/** What became of a changed template: logical ids of what was taken over, and of what only a new start takes over. */
export interface Update {
  readonly updated: readonly string[];
  readonly left: readonly string[];
}

/** What people change while they look at it; to make one again is to update it. */
const UPDATABLE: readonly string[] = ['AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine'];

/** Takes over what changed in the functions and state machines of a stack that runs, and keeps that in mind. Nothing else is touched. */
export async function updateInPlace(deployed: Deployed, template: Template): Promise<Update> {
  const { deployment, created } = deployed;
  const before = deployment.template;
  const changed = idsIn(before, template).filter((id) => textOf(before, id) !== textOf(template, id));
  const isUpdatable = (id: string) =>
    [before, template].every(({ Resources }) => UPDATABLE.includes(Resources[id]?.Type ?? ''));
  const updated = changed.filter(isUpdatable);
  for (const id of updated) {
    created.set(id, await makeResource(id, { ...deployment, template }, created));
    deployed.deployment = withResource(deployed.deployment, id, template);
  }
  return { updated, left: changed.filter((id) => !isUpdatable(id)) };
}

function withResource(deployment: Deployment, id: string, { Resources }: Template): Deployment {
  const resources = { ...deployment.template.Resources, [id]: Resources[id]! };
  return { ...deployment, template: { ...deployment.template, Resources: resources } };
}

function idsIn(...templates: readonly Template[]): string[] {
  return [...new Set(templates.flatMap(({ Resources }) => Object.keys(Resources)))];
}

function textOf({ Resources }: Template, id: string): string {
  const { Type, Properties } = Resources[id] ?? {};
  return JSON.stringify([Type, Properties]);
}
