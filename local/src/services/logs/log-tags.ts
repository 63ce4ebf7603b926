import { invalidParameter } from './log-errors';
import { nameOf } from './log-names';
import type { LogStore } from './log-store';

type Tags = Readonly<Record<string, string>>;

interface TaggedGroup {
  readonly logGroupName: string;
}

interface TaggedResource {
  readonly resourceArn: string;
}

/** Tags of log groups, under the older and the newer names of the operations. */
export function logTags(store: LogStore) {
  const tag = (name: string, tags: Tags) => {
    const group = store.group(name);
    store.groups.set(name, { ...group, tags: { ...group.tags, ...tags } });
  };
  const untag = (name: string, keys: readonly string[]) => {
    const group = store.group(name);
    const tags = Object.fromEntries(Object.entries(group.tags).filter(([key]) => !keys.includes(key)));
    store.groups.set(name, { ...group, tags });
  };
  return {
    TagLogGroup: (input: TaggedGroup & { readonly tags: Tags }) => tag(input.logGroupName, input.tags),
    UntagLogGroup: (input: TaggedGroup & { readonly tags: string[] }) =>
      untag(input.logGroupName, input.tags),
    ListTagsLogGroup: (input: TaggedGroup) => ({ tags: store.group(input.logGroupName).tags }),
    TagResource: (input: TaggedResource & { readonly tags: Tags }) => tag(ofArn(input), input.tags),
    UntagResource: (input: TaggedResource & { readonly tagKeys: string[] }) =>
      untag(ofArn(input), input.tagKeys),
    ListTagsForResource: (input: TaggedResource) => ({ tags: store.group(ofArn(input)).tags }),
  };
}

function ofArn({ resourceArn }: TaggedResource): string {
  const name = nameOf(resourceArn);
  if (name === resourceArn)
    throw invalidParameter(`The resource ARN ${resourceArn} is not that of a log group.`);
  return name;
}
