import { unsupported } from '../../kernel/aws-error';
import { checkedGroupName, checkedStreamName } from './log-names';
import type { LogStore } from './log-store';

interface NamedGroup {
  readonly logGroupName: string;
}

/** CreateLogGroup, DeleteLogGroup and CreateLogStream. A group's tags, class and key have no effect here. */
export function logGroups(store: LogStore) {
  return {
    CreateLogGroup(input: NamedGroup & { readonly deletionProtectionEnabled?: boolean }) {
      if (input.deletionProtectionEnabled) throw unsupported('deletion protection of log groups');
      store.createGroup(checkedGroupName(input.logGroupName));
    },
    DeleteLogGroup(input: NamedGroup) {
      store.deleteGroup(input.logGroupName);
    },
    CreateLogStream(input: NamedGroup & { readonly logStreamName: string }) {
      store.createStream(input.logGroupName, checkedStreamName(input.logStreamName));
    },
  };
}
