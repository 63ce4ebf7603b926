import type { LocalCloud } from 'local-cloud';
import type { Rule } from '../judge';
import type { Breakage } from './breakage';

/** A state as JSON has it. */
export type State = Record<string, unknown>;
export type States = Record<string, State>;

/** The deployed definition with its states altered. */
export function inWorkflow(what: string, rule: Rule, alter: (states: States) => void): Breakage {
  return {
    what,
    rule,
    async apply(cloud) {
      const stateMachineArn = cloud.outputs.StateMachineArn;
      const { definition } = await call<{ definition: string }>(cloud, 'DescribeStateMachine', {
        stateMachineArn,
      });
      const broken = JSON.parse(definition) as { States: States };
      alter(broken.States);
      if (JSON.stringify(broken) === JSON.stringify(JSON.parse(definition)))
        throw new Error(`"${what}" alters nothing: the definition has changed, so must this breakage.`);
      await call(cloud, 'UpdateStateMachine', { stateMachineArn, definition: JSON.stringify(broken) });
      return async () => void (await call(cloud, 'UpdateStateMachine', { stateMachineArn, definition }));
    },
  };
}

/** Sets a member of a state, which must be there, by the names that lead to it. */
export function set(states: States, path: readonly (string | number)[], value: unknown): void {
  let place = states as Record<string | number, unknown>;
  for (const name of path.slice(0, -1)) place = place[name] as Record<string | number, unknown>;
  const last = path.at(-1) as string;
  if (place?.[last] === undefined) throw new Error(`The definition has no ${path.join('.')}.`);
  place[last] = value;
}

function call<Output>({ context }: LocalCloud, operation: string, input: object): Promise<Output> {
  return context.call<Output>('states', operation, input, { caller: 'breakage' });
}
