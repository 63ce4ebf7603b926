import { AwsError } from '../../../kernel/aws-error';
import type { StateMachine, Tag } from '../state-machine';
import type { StatesContext } from '../states-context';

interface TagsInput {
  readonly resourceArn?: string;
  readonly tags?: Tag[];
  readonly tagKeys?: string[];
}

/** TagResource: adds tags, or changes those of the same key. */
export function tagResource(context: StatesContext) {
  return ({ resourceArn, tags = [] }: TagsInput) => {
    const machine = taggedMachine(context, resourceArn);
    context.machines.set(machine.arn, { ...machine, tags: byKey([...machine.tags, ...tags]) });
    return {};
  };
}

/** UntagResource: takes tags away by key. */
export function untagResource(context: StatesContext) {
  return ({ resourceArn, tagKeys = [] }: TagsInput) => {
    const machine = taggedMachine(context, resourceArn);
    const tags = machine.tags.filter(({ key }) => !tagKeys.includes(key));
    context.machines.set(machine.arn, { ...machine, tags });
    return {};
  };
}

/** ListTagsForResource. */
export function listTags(context: StatesContext) {
  return ({ resourceArn }: TagsInput) => ({ tags: taggedMachine(context, resourceArn).tags });
}

/** The last tag of each key. */
export function byKey(tags: readonly Tag[]): Tag[] {
  return [...new Map(tags.map((tag) => [tag.key, tag])).values()];
}

function taggedMachine({ machines }: StatesContext, arn: string | undefined): StateMachine {
  const machine = arn === undefined ? undefined : machines.get(arn);
  if (!machine) throw new AwsError('ResourceNotFound', `Resource not found: '${arn}'`);
  return machine;
}
