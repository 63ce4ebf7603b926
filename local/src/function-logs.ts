import type { Gateway } from './kernel/gateway';

/** Prints what functions write to their logs, each line with the function's name before it; ends when its answer is called. */
export function printFunctionLogs(gateway: Gateway, print: (line: string) => void): () => void {
  return gateway.watch(({ operation, caller }, input) => {
    if (operation !== 'PutLogEvents' || caller !== 'lambda') return;
    const { logGroupName, logEvents } = input as Batch;
    const name = logGroupName.split('/').at(-1);
    for (const { message } of logEvents) if (!PLATFORM.test(message)) print(`${name} | ${message.trimEnd()}`);
  });
}

interface Batch {
  readonly logGroupName: string;
  readonly logEvents: readonly { readonly message: string }[];
}

/** Lines of Lambda's own, around those of the function. */
const PLATFORM = /^(INIT_START|START|END|REPORT) /;
